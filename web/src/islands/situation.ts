// The checklist shortens while one answers, by the same conditions that the server reads.

export function situation(root: HTMLElement): void {
  const form = root as HTMLFormElement
  const count = form.querySelector('.y-situation__count')
  form.addEventListener('change', () => {
    const answers = new URLSearchParams([...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]))
    let asked = 0
    for (const item of form.querySelectorAll<HTMLElement>('[data-when]')) {
      const conditions = (item.dataset.when ?? '').split(' ').filter((condition) => condition !== '')
      item.hidden = !conditions.every((condition) => {
        const at = condition.indexOf('=')
        return answers.getAll(condition.slice(0, at)).includes(condition.slice(at + 1))
      })
      if (!item.hidden) asked += 1
    }
    if (count) count.textContent = (form.dataset.count ?? '').replace('%d', String(asked))
    history.replaceState(null, '', `?${answers.toString()}${location.hash}`)
  })
}
