// One file with the icons that pages and packs may use, each a <symbol>; the list is icons.txt.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export function sprite(here) {
  const names = readFileSync(join(here, 'icons.txt'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .flatMap((line) => line.split(/\s+/))
    .filter((name) => name !== '')
  const symbols = [...new Set(names)].sort().map((name) => {
    const icon = readFileSync(join(here, 'node_modules/lucide-static/icons', `${name}.svg`), 'utf8')
    const drawing = icon.slice(icon.indexOf('>', icon.indexOf('<svg')) + 1, icon.lastIndexOf('</svg>'))
    return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.replace(/\s+/g, ' ').trim()}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${symbols.join('')}</svg>\n`
}
