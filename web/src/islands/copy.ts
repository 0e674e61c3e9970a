// Copies an address and says so.

import { announce } from './announce'

export function copy(root: HTMLElement): void {
  root.hidden = false
  const words = root.querySelector('span')
  const before = words?.textContent ?? ''
  root.addEventListener('click', async () => {
    await write(root.dataset.address ?? location.href)
    const done = root.dataset.done ?? ''
    if (words) words.textContent = done
    announce(done)
    window.setTimeout(() => words && (words.textContent = before), 3000)
  })
}

// The clipboard interface exists on safe addresses only; a hall may run on plain http inside its network.
async function write(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}
