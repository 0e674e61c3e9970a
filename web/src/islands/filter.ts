// On a telephone the filter starts folded, so that the list is in sight.

export function filter(root: HTMLElement): void {
  if (window.matchMedia('(max-width: 900px)').matches) root.querySelector('details')?.removeAttribute('open')
}
