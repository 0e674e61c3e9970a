// Live updates. Nothing reloads under the hands: numbers change in place, anything larger is offered.
//
// <div data-island="live" data-source="/…/live"> listens for two kinds of events:
//   event: text    data: {"waiting": "12"}   sets every [data-live-text="waiting"] of the page
//   event: changed                            shows [data-live-notice], which holds a link to reload

import { announce } from './announce'

export function live(root: HTMLElement): void {
  const address = root.dataset.source
  if (!address || !('EventSource' in window)) return
  const source = new EventSource(address)
  source.addEventListener('text', (event) => {
    const values = JSON.parse((event as MessageEvent<string>).data) as Record<string, string>
    for (const place of document.querySelectorAll<HTMLElement>('[data-live-text]')) {
      const value = values[place.dataset.liveText ?? '']
      if (value !== undefined && place.textContent !== value) place.textContent = value
    }
  })
  source.addEventListener('changed', () => {
    const notice = root.querySelector<HTMLElement>('[data-live-notice]')
    if (!notice || !notice.hidden) return
    notice.hidden = false
    announce(notice.innerText)
  })
  window.addEventListener('pagehide', () => source.close())
}
