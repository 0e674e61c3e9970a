// The bars at the foot: reading aloud, and captions that repeat in large type what is pointed at, focused or read.

import { isOn } from './view'

const READABLE = 'h1, h2, h3, h4, p, li, dt, dd, th, td, label, legend, summary, caption, .govuk-button'

export function bars(root: HTMLElement): void {
  const reading = root.querySelector<HTMLElement>('.y-reading')
  const captions = root.querySelector<HTMLElement>('.y-captions')
  if (!reading || !captions) return
  const reader = new Reader(root, reading, captions)
  const show = () => {
    reading.hidden = !isOn('reading')
    captions.hidden = !isOn('captions')
    if (reading.hidden) reader.stop()
  }
  show()
  document.addEventListener('yimen:view', show)
  for (const kind of ['mouseover', 'focusin']) {
    document.addEventListener(kind, (event) => {
      const words = isOn('captions') && !reader.reads ? wordsOf(event.target as Element) : ''
      if (words !== '') captions.textContent = words
    })
  }
  document.addEventListener('click', (event) => {
    const target = event.target as Element
    const main = target.closest('[data-read-aloud]')
    if (isOn('reading') && main && !target.closest('a, button, input, select, textarea, label, summary')) {
      const block = target.closest<HTMLElement>(READABLE)
      if (block) reader.readFrom(block)
    }
  })
}

class Reader {
  reads = false
  private waiting: HTMLElement[] = []
  private current: HTMLElement | null = null

  constructor(
    private root: HTMLElement,
    private bar: HTMLElement,
    private captions: HTMLElement,
  ) {
    this.on('play', () => (speechSynthesis.paused && this.reads ? this.resume() : this.readFrom(null)))
    this.on('pause', () => this.pause())
    this.on('stop', () => this.stop())
    this.rest()
  }

  readFrom(start: HTMLElement | null): void {
    if (!speaks()) return this.rest()
    this.stop()
    this.waiting = readable()
    if (start) this.waiting = this.waiting.slice(Math.max(0, this.waiting.indexOf(start)))
    this.reads = true
    this.toggle(true)
    this.next()
  }

  stop(): void {
    this.reads = false
    this.waiting = []
    this.mark(null)
    this.toggle(false)
    this.rest()
    if (speaks()) speechSynthesis.cancel()
  }

  // What stands beside the buttons while nothing is read: how to begin, or that this device has no voice.
  private rest(): void {
    this.say((speaks() ? this.root.dataset.ready : this.root.dataset.none) ?? '')
  }

  private next(): void {
    const block = this.waiting.shift()
    if (!block) return this.stop()
    const words = wordsOf(block)
    const voice = new SpeechSynthesisUtterance(words)
    voice.lang = document.documentElement.lang.startsWith('zh') ? 'zh-CN' : 'en-GB'
    voice.rate = Number(this.bar.querySelector<HTMLSelectElement>('[data-read="rate"]')?.value ?? 1)
    voice.onend = () => this.reads && this.next()
    voice.onerror = () => this.reads && this.fail()
    this.mark(block)
    this.captions.textContent = words
    this.say(this.root.dataset.reads ?? '')
    speechSynthesis.speak(voice)
  }

  private fail(): void {
    this.stop()
    this.say(this.root.dataset.none ?? '')
  }

  private pause(): void {
    speechSynthesis.pause()
    this.toggle(false)
  }

  private resume(): void {
    speechSynthesis.resume()
    this.toggle(true)
  }

  private mark(block: HTMLElement | null): void {
    this.current?.classList.remove('is-read')
    this.current = block
    block?.classList.add('is-read')
    block?.scrollIntoView({ block: 'nearest' })
  }

  private toggle(reads: boolean): void {
    const button = (name: string) => this.bar.querySelector<HTMLElement>(`[data-read="${name}"]`)
    button('play')?.toggleAttribute('hidden', reads)
    button('pause')?.toggleAttribute('hidden', !reads)
  }

  private say(words: string): void {
    const state = this.bar.querySelector('.y-reading__state')
    if (state) state.textContent = words
  }

  private on(name: string, act: () => void): void {
    this.bar.querySelector(`[data-read="${name}"]`)?.addEventListener('click', act)
  }
}

function speaks(): boolean {
  return 'speechSynthesis' in window
}

// Blocks of the page in reading order, the innermost only, and only those in sight of a reader.
function readable(): HTMLElement[] {
  const main = document.querySelector('[data-read-aloud]')
  const all = [...(main?.querySelectorAll<HTMLElement>(READABLE) ?? [])]
  return all.filter((block) => block.offsetParent !== null && !block.querySelector(READABLE) && wordsOf(block) !== '')
}

function wordsOf(element: Element): string {
  const block = element.closest(`${READABLE}, a, button, [aria-label]`)
  const words = block?.getAttribute('aria-label') ?? (block as HTMLElement | null)?.innerText ?? ''
  return words.replace(/\s+/g, ' ').trim().slice(0, 300)
}
