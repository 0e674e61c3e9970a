import { chromium } from 'playwright-core'
const [,, base, cookie, out, ...paths] = process.argv
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
for (const width of (process.env.W ?? '1440,360').split(',').map(Number)) {
  const context = await browser.newContext({ viewport: { width, height: width < 500 ? 740 : 900 }, locale: process.env.L ?? 'zh-CN', javaScriptEnabled: process.env.JS !== '0' })
  if (cookie !== '-') await context.addCookies([{ name: 'yimen-session', value: cookie, url: base }])
  const page = await context.newPage()
  page.on('pageerror', e => console.log('ERR', e.message)); page.on('console', m => m.type() === 'error' && console.log('CON', m.text()))
  for (const [i, path] of paths.entries()) {
    const r = await page.goto(base + path)
    const w = await page.evaluate(() => document.documentElement.scrollWidth)
    console.log(r?.status(), width, path, w > width ? 'OVERFLOW ' + w : '', page.url().replace(base, ''))
    await page.screenshot({ path: `${out}/${i}-${width}.png`, fullPage: process.env.FULL !== '0' })
  }
  await context.close()
}
await browser.close()
