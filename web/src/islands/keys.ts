// Shortcuts. The list is in the dialog that the server wrote; pages add their own with data-shortcut="d a":
// pressing d, then a, clicks or focuses that element. Single keys can be switched off (WCAG 2.2, 2.1.4).

const PAUSE = 1200
const OFF = 'yimen-keys-off'

export function keys(root: HTMLElement): void {
  const dialog = root as HTMLDialogElement
  const toggle = dialog.querySelector<HTMLInputElement>('[data-keys-toggle]')
  if (toggle) {
    toggle.checked = localStorage.getItem(OFF) === null
    toggle.addEventListener('change', () => (toggle.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1')))
  }
  for (const opener of document.querySelectorAll<HTMLElement>('[data-opens="keys"]')) {
    opener.hidden = false
    opener.addEventListener('click', () => dialog.showModal())
  }
  let typed = ''
  let last = 0
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || localStorage.getItem(OFF) !== null) return
    const now = Date.now()
    typed = now - last < PAUSE && typed !== '' ? `${typed} ${event.key}` : event.key
    last = now
    if (press(typed, dialog) || (typed !== event.key && press(event.key, dialog))) {
      event.preventDefault()
      typed = ''
    }
  })
}

function press(typed: string, dialog: HTMLDialogElement): boolean {
  if (typed === '?') {
    dialog.open ? dialog.close() : dialog.showModal()
    return true
  }
  if (dialog.open) return false
  if (typed === '/') return focus(document.querySelector<HTMLElement>('input[type="search"], [data-search]'))
  if (typed === 'j' || typed === 'k') return chooseRow(typed === 'j' ? 1 : -1)
  if (typed === 'Enter') return openRow()
  const target = document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(typed)}"]`)
  if (target) return activate(target)
  const row = dialog.querySelector<HTMLElement>(`[data-keys="${CSS.escape(typed)}"][data-href]`)
  if (row?.dataset.href) location.assign(row.dataset.href)
  return row !== null
}

function activate(target: HTMLElement): boolean {
  if (target.matches('input:not([type="radio"]):not([type="checkbox"]), textarea, select')) return focus(target)
  target.focus()
  target.click()
  return true
}

function focus(target: HTMLElement | null): boolean {
  target?.focus()
  return target !== null
}

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.y-table tbody tr')]
}

function chooseRow(step: number): boolean {
  const all = rows()
  if (all.length === 0) return false
  const at = all.findIndex((row) => row.classList.contains('is-chosen'))
  const to = all[Math.min(all.length - 1, Math.max(0, at + step))]
  all[at]?.classList.remove('is-chosen')
  to?.classList.add('is-chosen')
  to?.querySelector<HTMLElement>('a')?.focus()
  to?.scrollIntoView({ block: 'nearest' })
  return true
}

// Enter on a focused link or button is the browser's business.
function openRow(): boolean {
  if (document.activeElement && document.activeElement !== document.body) return false
  const link = document.querySelector<HTMLElement>('.y-table tr.is-chosen a')
  link?.click()
  return link !== null
}

function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement
  if (element.isContentEditable || element.matches('textarea, select')) return true
  return element.matches('input') && !['radio', 'checkbox', 'submit', 'button', 'file'].includes((element as HTMLInputElement).type)
}
