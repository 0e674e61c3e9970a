// The modes of this device: the same words as the server's `Preferences`, kept in the cookie that the server reads
// and in local storage, and as classes on <html>.

const COOKIE = 'yimen-view'
const YEAR = 365 * 24 * 60 * 60
const WORDS = ['large', 'largest', 'contrast', 'icons', 'pointer', 'captions', 'reading', 'keyboard', 'simple']

export function modes(): string[] {
  return WORDS.filter((word) => document.documentElement.classList.contains(word))
}

export function isOn(word: string): boolean {
  return document.documentElement.classList.contains(word)
}

export function setModes(words: string[]): void {
  for (const word of WORDS) document.documentElement.classList.toggle(word, words.includes(word))
  const text = words.join('.')
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${COOKIE}=${text}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`
  try {
    localStorage.setItem(COOKIE, text)
  } catch {
    // A browser that keeps nothing still has the cookie.
  }
  document.dispatchEvent(new CustomEvent('yimen:view'))
}

// A cookie may be gone while local storage is not: then the person gets their modes back.
export function restoreModes(): void {
  if (document.cookie.split('; ').some((pair) => pair.startsWith(`${COOKIE}=`))) return
  try {
    const kept = localStorage.getItem(COOKIE)
    if (kept) setModes(kept.split('.').filter((word) => WORDS.includes(word)))
  } catch {
    // Nothing was kept.
  }
}
