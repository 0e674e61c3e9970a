// A form that saves itself. What is typed is kept in this tab at once, and sent to the draft's address a moment
// later; when a session ends in the middle, the text comes back after signing in again.
//
// Another window may hold the same draft: the hidden field `seen` says on which revision this page stands, and the
// server refuses to overwrite a later one.
//
// <form data-island="autosave" data-draft="/my/cases/draft/…" data-key="…"> with a SavedStatus inside.

const WAIT = 1200
const PREFIX = 'yimen-draft:'

export function autosave(root: HTMLElement): void {
  const form = root as HTMLFormElement
  const key = PREFIX + (form.dataset.key ?? form.dataset.draft ?? location.pathname)
  const status = form.querySelector<HTMLElement>('[data-saved-status]')
  let timer = 0
  if (restore(form, key)) say(status, 'restored')
  form.addEventListener('input', () => {
    keep(form, key)
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void send(form, key, status), WAIT)
  })
  // Leaving the page must not lose the last words: the tab keeps them, the server gets them if it can.
  window.addEventListener('pagehide', () => {
    if (timer !== 0) void send(form, key, null)
  })
}

// A page that shows the form's success names what need not be kept any longer.
export function clearKept(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-clears-draft]')) {
    sessionStorage.removeItem(PREFIX + place.dataset.clearsDraft)
  }
}

async function send(form: HTMLFormElement, key: string, status: HTMLElement | null): Promise<void> {
  const address = form.dataset.draft
  if (!address) return say(status, 'kept')
  say(status, 'saving')
  try {
    const body = new URLSearchParams(fields(form).concat(hidden(form)))
    const sent = await fetch(address, { method: 'POST', body, keepalive: true, headers: { accept: 'application/json' } })
    if (sent.status === 401) return offerSignIn(status)
    const told = (await sent.json().catch(() => ({}))) as { seen?: number; elsewhere?: string[] }
    if (!sent.ok) return say(status, told.elsewhere ? 'elsewhere' : 'refused')
    const seen = form.querySelector<HTMLInputElement>('input[name="seen"]')
    if (seen && told.seen !== undefined) seen.value = String(told.seen)
    sessionStorage.removeItem(key)
    say(status, 'saved', clock())
  } catch {
    say(status, 'kept')
  }
}

function fields(form: HTMLFormElement): [string, string][] {
  return [...form.elements].flatMap((element): [string, string][] => {
    const control = element as HTMLInputElement
    if (!control.name || control.disabled || ['file', 'password', 'hidden', 'submit', 'button'].includes(control.type)) return []
    if (['radio', 'checkbox'].includes(control.type) && !control.checked) return []
    return [[control.name, control.value]]
  })
}

function hidden(form: HTMLFormElement): [string, string][] {
  return [...form.querySelectorAll<HTMLInputElement>('input[type="hidden"]')].map((input) => [input.name, input.value])
}

function keep(form: HTMLFormElement, key: string): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(fields(form)))
  } catch {
    // A full or closed store: the server still gets the draft.
  }
}

function restore(form: HTMLFormElement, key: string): boolean {
  const kept = sessionStorage.getItem(key)
  if (!kept) return false
  const values = new Map<string, string[]>()
  for (const [name, value] of JSON.parse(kept) as [string, string][]) values.set(name, [...(values.get(name) ?? []), value])
  let changed = false
  for (const element of form.elements) {
    const control = element as HTMLInputElement
    const value = values.get(control.name)
    if (!control.name || ['file', 'password', 'hidden', 'submit', 'button'].includes(control.type)) continue
    if (['radio', 'checkbox'].includes(control.type)) {
      const checked = value?.includes(control.value) ?? false
      changed = changed || checked !== control.checked
      control.checked = checked
    } else if (value?.[0] !== undefined && value[0] !== control.value) {
      control.value = value[0]
      changed = true
    }
  }
  return changed
}

// The page with the question is where the person comes back to; the text is restored there.
function offerSignIn(status: HTMLElement | null): void {
  say(status, 'expired')
  const link = document.createElement('a')
  link.className = 'govuk-link'
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`
  link.textContent = status?.dataset.signIn ?? ''
  status?.append(' ', link)
}

function clock(): string {
  const now = new Date()
  return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
}

function say(status: HTMLElement | null, what: 'saved' | 'saving' | 'kept' | 'restored' | 'expired' | 'elsewhere' | 'refused', time = ''): void {
  if (status) status.textContent = `${status.dataset[what] ?? ''} ${time}`.trim()
}
