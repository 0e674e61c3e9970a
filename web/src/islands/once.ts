// A form is sent once: a second click within ten seconds does nothing. The server refuses repeats as well;
// this only spares the person the refusal.

const PAUSE = 10_000

export function guardSubmits(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (event.defaultPrevented || form.method !== 'post') return
    if (form.dataset.sent !== undefined) return event.preventDefault()
    form.dataset.sent = ''
    // Not `disabled`: a disabled button is not sent with the form and loses the focus.
    event.submitter?.setAttribute('aria-disabled', 'true')
    window.setTimeout(() => release(form), PAUSE)
  })
  // A page that comes back from the browser's memory is fresh again.
  window.addEventListener('pageshow', () => document.querySelectorAll<HTMLFormElement>('form[data-sent]').forEach(release))
}

function release(form: HTMLFormElement): void {
  delete form.dataset.sent
  form.querySelectorAll('[aria-disabled="true"]').forEach((button) => button.removeAttribute('aria-disabled'))
}
