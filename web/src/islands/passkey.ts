// A form that a passkey completes: the server's question goes to the device, the device's answer goes with the form.
// data-ask answers a POST of {csrf} with {"ticket", "asks"}; a problem answers {"detail"}.

type Asks = { publicKey: Record<string, unknown> }

export function passkey(root: HTMLElement): void {
  const form = root as HTMLFormElement
  if (!window.PublicKeyCredential || !navigator.credentials) return
  form.querySelectorAll<HTMLElement>('[data-script]').forEach((part) => (part.hidden = false))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void complete(form)
  })
}

async function complete(form: HTMLFormElement): Promise<void> {
  if (form.dataset.asking !== undefined) return
  form.dataset.asking = ''
  say(form, '')
  try {
    const { ticket, asks } = await question(form)
    const answer = await ask(asks)
    field(form, 'ticket').value = ticket
    field(form, 'answer').value = JSON.stringify(answer)
    form.submit()
  } catch (fault) {
    // The browser tells little of why: the person went back, the device has no key, the time ran out.
    say(form, fault instanceof Refused ? fault.message : (form.dataset.failed ?? ''))
  } finally {
    delete form.dataset.asking
  }
}

class Refused extends Error {}

async function question(form: HTMLFormElement): Promise<{ ticket: string; asks: Asks }> {
  const body = new URLSearchParams({ csrf: field(form, 'csrf').value })
  const answer = await fetch(form.dataset.ask ?? '', { method: 'POST', body, headers: { accept: 'application/json' } })
  const told = (await answer.json().catch(() => ({}))) as { ticket?: string; asks?: Asks; detail?: string }
  if (!answer.ok || !told.ticket || !told.asks) throw new Refused(told.detail ?? form.dataset.failed ?? '')
  return { ticket: told.ticket, asks: told.asks }
}

async function ask({ publicKey }: Asks): Promise<unknown> {
  const user = publicKey.user as { id: string } | undefined
  const listed = (name: string) =>
    ((publicKey[name] as { id: string }[] | undefined) ?? []).map((key) => ({ ...key, id: bytes(key.id) }))
  const asks = { ...publicKey, challenge: bytes(publicKey.challenge as string) }
  if (!user) {
    const request = { ...asks, allowCredentials: listed('allowCredentials') } as unknown as PublicKeyCredentialRequestOptions
    return answerOf(await navigator.credentials.get({ publicKey: request }))
  }
  const creation = { ...asks, user: { ...user, id: bytes(user.id) }, excludeCredentials: listed('excludeCredentials') }
  return answerOf(await navigator.credentials.create({ publicKey: creation as unknown as PublicKeyCredentialCreationOptions }))
}

// Browsers of these desks know no toJSON() for credentials yet.
function answerOf(made: Credential | null): unknown {
  const key = made as PublicKeyCredential
  const response = key.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const parts = ['attestationObject', 'clientDataJSON', 'authenticatorData', 'signature', 'userHandle'] as const
  const told: Record<string, unknown> = {}
  for (const part of parts) if (response[part]) told[part] = text(response[part] as ArrayBuffer)
  return { id: key.id, rawId: text(key.rawId), type: key.type, extensions: {}, response: told }
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.querySelector<HTMLInputElement>(`input[name="${name}"]`)!
}

function say(form: HTMLFormElement, words: string): void {
  const place = form.querySelector<HTMLElement>('[data-said]')
  if (!place) return
  place.textContent = words
  place.hidden = words === ''
}

function bytes(base64url: string): ArrayBuffer {
  const plain = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer))
  return btoa(plain).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
