// The switch panel: modes change at once instead of after "save".

import { modes, restoreModes, setModes } from './view'

export function access(root: HTMLElement): void {
  const form = root.querySelector('form')
  if (!form) return
  restoreModes()
  show(form)
  form.addEventListener('change', () => setModes(chosen(form)))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const resets = (event.submitter as HTMLButtonElement | null)?.name === 'reset'
    setModes(resets ? [] : chosen(form))
    show(form)
  })
  closeOutside(root)
  for (const person of document.querySelectorAll<HTMLElement>('.y-person')) closeOutside(person)
}

function chosen(form: HTMLFormElement): string[] {
  const data = new FormData(form)
  const size = String(data.get('size') ?? 'normal')
  return [...(size === 'normal' ? [] : [size]), ...data.getAll('mode').map(String)]
}

function show(form: HTMLFormElement): void {
  const on = modes()
  const size = on.includes('largest') ? 'largest' : on.includes('large') ? 'large' : 'normal'
  for (const input of form.querySelectorAll<HTMLInputElement>('input[name="size"], input[name="mode"]')) {
    input.checked = input.name === 'size' ? input.value === size : on.includes(input.value)
  }
}

// A panel that is open closes with Escape and with a click beside it.
function closeOutside(root: HTMLElement): void {
  document.addEventListener('click', (event) => {
    if (!root.contains(event.target as Node)) root.removeAttribute('open')
  })
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !root.hasAttribute('open')) return
    root.removeAttribute('open')
    root.querySelector('summary')?.focus()
  })
}
