// Builds everything that browsers get into dist/: one stylesheet, one script, the icons, the pointers, the licences.
// Names carry a hash of their content; manifest.json says which plain name became which.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import * as sass from 'sass'
import { checkStylesheet } from './oldest.mjs'
import { sprite } from './sprite.mjs'

const here = dirname(dirname(fileURLToPath(import.meta.url)))
// The oldest browser that desks run (practice.md 29).
const TARGET = ['chrome86']

const script = await esbuild.build({
  entryPoints: [join(here, 'src/site.ts')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: TARGET,
  legalComments: 'none',
  write: false,
  outdir: 'dist',
})

const styles = sass.compile(join(here, 'src/styles/site.scss'), {
  loadPaths: [here, join(here, 'node_modules')],
  quietDeps: true,
  silenceDeprecations: ['import'],
})
const stylesheet = await esbuild.transform(styles.css, { loader: 'css', minify: true, target: TARGET, legalComments: 'none' })
checkStylesheet(stylesheet.code)

const files = new Map([
  ['site.js', script.outputFiles[0].text],
  ['icons.svg', sprite(here)],
  ['favicon.svg', readFileSync(join(here, 'src/images/favicon.svg'), 'utf8')],
  ['pointer.svg', readFileSync(join(here, 'src/images/pointer.svg'), 'utf8')],
  ['pointer-hand.svg', readFileSync(join(here, 'src/images/pointer-hand.svg'), 'utf8')],
  ['hero.svg', readFileSync(join(here, 'src/images/hero.svg'), 'utf8')],
  ['licences.txt', licences()],
])

const manifest = {}
const fresh = join(here, 'dist.new')
rmSync(fresh, { recursive: true, force: true })
mkdirSync(fresh)
for (const [name, content] of files) keep(name, content)
// Last, because it names the pictures.
keep('site.css', stylesheet.code.replace(/\/assets\/((?:pointer|pointer-hand|hero)\.svg)/g, (_, name) => `/assets/${manifest[name]}`))
writeFileSync(join(fresh, 'manifest.json'), JSON.stringify(manifest, null, 2) + '\n')

// Swapped at the end, so that a broken build leaves the last good one.
rmSync(join(here, 'dist'), { recursive: true, force: true })
renameSync(fresh, join(here, 'dist'))

function keep(name, content) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10)
  const ending = extname(name)
  const hashed = `${name.slice(0, -ending.length)}-${hash}${ending}`
  manifest[name] = hashed
  writeFileSync(join(fresh, hashed), content)
  writeFileSync(join(fresh, `${hashed}.gz`), gzipSync(content, { level: 9 }))
}

// The licences of what is inside the bundle travel with it.
function licences() {
  return ['govuk-frontend', '@ministryofjustice/frontend', 'lucide-static']
    .map((name) => {
      const folder = join(here, 'node_modules', name)
      const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const file = ['LICENSE', 'LICENSE.txt', 'LICENCE'].map((one) => join(folder, one)).find((path) => existsSync(path))
      return `${name} ${about.version} (${about.license})\n${file ? readFileSync(file, 'utf8') : about.homepage ?? ''}`
    })
    .join('\n\n')
}
