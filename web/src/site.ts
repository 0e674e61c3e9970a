// Starts the islands of a page. Every page works without this file; islands hold no words of their own,
// the server writes them into data attributes in the person's language.

import { CharacterCount, ErrorSummary, SkipLink, createAll } from 'govuk-frontend'
import { access } from './islands/access'
import { autosave, clearKept } from './islands/autosave'
import { bars } from './islands/bars'
import { copy } from './islands/copy'
import { filter } from './islands/filter'
import { keys } from './islands/keys'
import { live } from './islands/live'
import { guardSubmits } from './islands/once'
import { passkey } from './islands/passkey'
import { print } from './islands/print'
import { revealMore } from './islands/reveal'
import { situation } from './islands/situation'
import { suggest } from './islands/suggest'
import { upload } from './islands/upload'

const ISLANDS: Record<string, (root: HTMLElement) => void> = {
  access,
  autosave,
  bars,
  copy,
  filter,
  keys,
  live,
  passkey,
  print,
  situation,
  suggest,
  upload,
}

document.documentElement.classList.add('js-enabled')
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const component of [CharacterCount, ErrorSummary, SkipLink]) createAll(component)
revealMore()

guardSubmits()
clearKept()
for (const root of document.querySelectorAll<HTMLElement>('[data-island]')) {
  // One broken island must not stop the others.
  try {
    ISLANDS[root.dataset.island ?? '']?.(root)
  } catch (error) {
    console.error(error)
  }
}
