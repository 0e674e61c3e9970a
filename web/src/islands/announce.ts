// Says something to screen readers without moving the focus.

export function announce(words: string): void {
  const place = document.getElementById('announce')
  if (place) place.textContent = words
}
