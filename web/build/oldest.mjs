// Stops the build when the stylesheet uses what Chromium 86 does not know.

const TOO_NEW = [
  [/:has\(/, ':has() came with 105'],
  [/:is\(|:where\(/, ':is() and :where() came with 88'],
  [/@container/, 'container queries came with 105'],
  [/@layer/, 'layers came with 99'],
  [/color-mix\(|oklch\(|light-dark\(/, 'these colour functions came with 111 and later'],
  [/aspect-ratio:/, 'aspect-ratio came with 88'],
  [/accent-color:/, 'accent-color came with 93'],
  [/[\d.](dvh|svh|lvh|cqw|cqi)\b/, 'these units came with 105 and later'],
  [/(^|[;{])inset(-inline|-block)?:/, 'inset came with 87'],
  [/(^|[;{])(margin|padding)-(inline|block):/, 'these shorthands came with 87'],
  [/text-wrap:/, 'text-wrap came with 114'],
  [/:not\([^)]*,/, ':not() with a list came with 88'],
  [/\{[^{}]*&/, 'nesting came with 112'],
]

export function checkStylesheet(whole) {
  // A condition of @supports asks whether the browser knows something; it does not use it.
  const css = whole.replace(/@supports[^{]*/g, '@supports ')
  const found = TOO_NEW.filter(([pattern]) => pattern.test(css)).map(([pattern, why]) => {
    const at = css.search(pattern)
    return `${why}: …${css.slice(Math.max(0, at - 60), at + 60)}…`
  })
  if (found.length > 0) throw new Error(`the stylesheet is too new for Chromium 86\n${found.join('\n')}`)
}
