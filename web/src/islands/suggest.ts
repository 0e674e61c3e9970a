// Suggestions while typing: a combobox with a list (WAI-ARIA 1.2), for a plain search form.
// The address answers {"items": [{"text", "note", "href"}]}.

import { announce } from './announce'

interface Suggestion {
  text: string
  note?: string
  href: string
}

const WAIT = 150

export function suggest(root: HTMLElement): void {
  const input = root.querySelector<HTMLInputElement>('input[type="search"]')
  if (input) new Suggestions(root, input)
}

class Suggestions {
  private list = document.createElement('ul')
  private items: Suggestion[] = []
  private at = -1
  private timer = 0
  private asked = 0

  constructor(
    private root: HTMLElement,
    private input: HTMLInputElement,
  ) {
    this.list.className = 'y-suggest'
    this.list.id = `${input.id}-suggestions`
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', root.querySelector('label')?.textContent ?? '')
    this.list.hidden = true
    input.after(this.list)
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-expanded', 'false')
    input.setAttribute('aria-controls', this.list.id)
    input.addEventListener('input', (event) => {
      // While an input method composes, the letters are not yet the word.
      if (!(event as InputEvent).isComposing) this.later()
    })
    input.addEventListener('compositionend', () => this.later())
    input.addEventListener('keydown', (event) => this.key(event))
    input.addEventListener('blur', () => window.setTimeout(() => this.close(), 150))
  }

  private later(): void {
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.ask(), WAIT)
  }

  private async ask(): Promise<void> {
    const query = this.input.value.trim()
    const number = ++this.asked
    if (query === '') return this.close()
    const answer = await fetch(`${this.root.dataset.suggest}?q=${encodeURIComponent(query)}`, { headers: { accept: 'application/json' } })
    // A later question may have been answered before this one.
    if (!answer.ok || number !== this.asked) return
    this.items = ((await answer.json()) as { items: Suggestion[] }).items.slice(0, 8)
    this.draw()
  }

  private draw(): void {
    this.at = -1
    this.list.replaceChildren(
      ...this.items.map((item, index) => {
        const option = document.createElement('li')
        option.className = 'y-suggest__item'
        option.id = `${this.list.id}-${index}`
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', 'false')
        const text = document.createElement('span')
        text.textContent = item.text
        const note = document.createElement('span')
        note.className = 'y-suggest__note'
        note.textContent = item.note ?? ''
        option.append(text, note)
        option.addEventListener('mousedown', () => location.assign(item.href))
        return option
      }),
    )
    const none = this.items.length === 0
    this.list.hidden = none
    this.input.setAttribute('aria-expanded', String(!none))
    announce(none ? (this.root.dataset.none ?? '') : `${this.items.length} ${this.root.dataset.found ?? ''}`)
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || this.list.hidden) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      this.choose(((this.at + step + 1 + this.items.length + 1) % (this.items.length + 1)) - 1)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      this.close()
    } else if (event.key === 'Enter' && this.items[this.at]) {
      event.preventDefault()
      location.assign(this.items[this.at]!.href)
    }
  }

  private choose(at: number): void {
    this.at = at
    this.list.querySelectorAll('[role="option"]').forEach((option, index) => option.setAttribute('aria-selected', String(index === at)))
    const id = this.list.children[at]?.id
    if (id) this.input.setAttribute('aria-activedescendant', id)
    else this.input.removeAttribute('aria-activedescendant')
  }

  private close(): void {
    this.list.hidden = true
    this.at = -1
    this.input.setAttribute('aria-expanded', 'false')
    this.input.removeAttribute('aria-activedescendant')
  }
}
