// Several files, each sent at once with its progress; the form then carries only their ids.
// data-upload answers a POST of {csrf, file} with {"id", "name", "size", "href"}; a problem answers {"detail"}.
// Without data-upload the files go with the form, and this only checks their size.

import { announce } from './announce'

interface Stored {
  id: string
  name: string
  size: string
  href: string
}

export function upload(root: HTMLElement): void {
  const input = root.querySelector<HTMLInputElement>('input[type="file"]')
  const drop = root.querySelector<HTMLElement>('.y-upload__drop')
  if (!input || !drop) return
  const take = (files: FileList | null) => {
    for (const file of files ?? []) {
      if (file.size > Number(root.dataset.most) * 1024 * 1024) refuse(root, file, root.dataset.tooLarge ?? '')
      else if (root.dataset.upload) send(root, file)
    }
  }
  input.addEventListener('change', () => {
    take(input.files)
    if (root.dataset.upload) input.value = ''
  })
  // The browser's own button speaks the browser's language; ours speaks that of the page.
  root.classList.add('is-scripted')
  root.querySelector<HTMLElement>('[data-script]')!.hidden = false
  if (!root.dataset.upload) {
    input.addEventListener('change', () => name(root, input.files))
    return
  }
  root.querySelector<HTMLElement>('[data-drop]')!.hidden = false
  for (const kind of ['dragenter', 'dragover', 'dragleave', 'drop']) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault()
      drop.classList.toggle('is-over', kind === 'dragenter' || kind === 'dragover')
      if (kind === 'drop') take((event as DragEvent).dataTransfer?.files ?? null)
    })
  }
}

/** Says which files go with the form. */
function name(root: HTMLElement, files: FileList | null): void {
  const chosen = root.querySelector<HTMLElement>('[data-chosen]')
  if (!chosen) return
  chosen.textContent = [...(files ?? [])].map((file) => file.name).join(' · ')
  chosen.hidden = chosen.textContent === ''
}

function send(root: HTMLElement, file: File): void {
  const row = addRow(root, file)
  const progress = document.createElement('progress')
  progress.className = 'y-upload__progress'
  progress.max = 100
  progress.setAttribute('aria-label', `${root.dataset.sending ?? ''} ${file.name}`)
  row.append(progress)
  say(row, root.dataset.sending ?? '')
  const body = new FormData()
  body.append('csrf', root.closest('form')?.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? '')
  body.append('file', file)
  // fetch() tells nothing of the progress of what it sends.
  const request = new XMLHttpRequest()
  request.open('POST', root.dataset.upload ?? '')
  request.setRequestHeader('accept', 'application/json')
  request.responseType = 'json'
  request.upload.onprogress = (event) => (progress.value = (event.loaded / event.total) * 100)
  request.onloadend = () => {
    progress.remove()
    if (request.status < 200 || 299 < request.status) {
      const told = (request.response as { detail?: string } | null)?.detail
      return fail(row, told ?? root.dataset.failed ?? '')
    }
    store(root, row, request.response as Stored)
  }
  request.send(body)
}

function store(root: HTMLElement, row: HTMLElement, stored: Stored): void {
  const link = document.createElement('a')
  link.className = 'govuk-link y-upload__name'
  link.href = stored.href
  link.textContent = stored.name
  row.querySelector('.y-upload__name')?.replaceWith(link)
  say(row, `${stored.size} · ${root.dataset.sent ?? ''}`)
  announce(`${stored.name} ${root.dataset.sent ?? ''}`)
  const id = document.createElement('input')
  id.type = 'hidden'
  id.name = root.dataset.name ?? ''
  id.value = stored.id
  const remove = document.createElement('button')
  remove.className = 'y-upload__remove'
  remove.name = `${id.name}-remove`
  remove.value = stored.id
  remove.textContent = root.dataset.remove ?? ''
  row.append(id, remove)
}

function addRow(root: HTMLElement, file: File): HTMLElement {
  const row = document.createElement('li')
  row.className = 'y-upload__file'
  const name = document.createElement('span')
  name.className = 'y-upload__name'
  name.textContent = file.name
  const state = document.createElement('span')
  state.className = 'y-upload__state'
  row.append(name, state)
  root.querySelector('.y-upload__list')?.append(row)
  return row
}

function refuse(root: HTMLElement, file: File, why: string): void {
  fail(addRow(root, file), why)
}

function fail(row: HTMLElement, why: string): void {
  const remove = document.createElement('button')
  remove.type = 'button'
  remove.className = 'y-upload__remove'
  remove.textContent = row.closest<HTMLElement>('[data-remove]')?.dataset.remove ?? ''
  remove.setAttribute('aria-label', `${remove.textContent} ${row.querySelector('.y-upload__name')?.textContent ?? ''}`)
  remove.addEventListener('click', () => {
    const input = row.closest('.y-upload')?.querySelector<HTMLInputElement>('input[type="file"]')
    row.remove()
    input?.focus()
  })
  row.append(remove)
  row.classList.add('y-upload__file--failed')
  say(row, why)
  announce(why)
}

function say(row: HTMLElement, words: string): void {
  const state = row.querySelector('.y-upload__state')
  if (state) state.textContent = words
}
