// Prints the page.

export function print(root: HTMLElement): void {
  root.hidden = false
  root.addEventListener('click', () => window.print())
}
