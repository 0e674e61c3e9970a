// The checklist shortens while one answers, by the same conditions that the server reads.
//
// data-ask="a=x|y b=z": every question named has one of these answers. data-any, data-none: one of these pairs is
// answered so. Links with data-carries-answers take the answers along.

export function situation(root: HTMLElement): void {
  const form = root as HTMLFormElement
  const count = form.querySelector('.y-situation__count')
  const update = () => {
    const answers = asked(form)
    const has = (pair: string) => {
      const at = pair.indexOf('=')
      return pair.slice(at + 1).split('|').some((value) => answers.getAll(pair.slice(0, at)).includes(value))
    }
    let number = 0
    for (const item of form.querySelectorAll<HTMLElement>('[data-any]')) {
      const any = pairs(item.dataset.any)
      item.hidden = !(any.length === 0 || any.some(has)) || pairs(item.dataset.none).some(has)
      if (!item.hidden) number += 1
    }
    for (const item of form.querySelectorAll<HTMLElement>('[data-advice]')) item.hidden = !pairs(item.dataset.advice).some(has)
    if (count) count.textContent = (form.dataset.count ?? '').replace('%d', String(number))
    const query = answers.toString()
    history.replaceState(null, '', `${query === '' ? location.pathname : `?${query}`}${location.hash}`)
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-carries-answers]')) link.search = query
  }
  form.addEventListener('change', update)
  form.addEventListener('submit', (event) => event.preventDefault())
}

// Questions are asked in order, each by the answers before it; the answers of those not asked do not count.
function asked(form: HTMLFormElement): URLSearchParams {
  const answers = new URLSearchParams()
  for (const question of form.querySelectorAll<HTMLElement>('[data-ask]')) {
    question.hidden = !pairs(question.dataset.ask).every((pair) => {
      const at = pair.indexOf('=')
      return pair.slice(at + 1).split('|').some((value) => answers.getAll(pair.slice(0, at)).includes(value))
    })
    if (question.hidden) continue
    for (const input of question.querySelectorAll<HTMLInputElement>('input:checked')) answers.append(input.name, input.value)
  }
  return answers
}

function pairs(condition: string | undefined): string[] {
  return (condition ?? '').split(' ').filter((pair) => pair !== '')
}
