// What belongs to one choice shows only while it is chosen; without scripts it always shows.
// GOV.UK's own component puts aria-expanded on radio buttons, which the role does not allow.

export function revealMore(): void {
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input[data-more]')]
  const show = () => {
    for (const input of inputs) document.getElementById(input.dataset.more ?? '')?.toggleAttribute('hidden', !input.checked)
  }
  show()
  document.addEventListener('change', show)
  window.addEventListener('pageshow', show)
}
