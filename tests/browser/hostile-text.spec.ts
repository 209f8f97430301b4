import { query } from '../harness/database.ts';
import { expect, test } from './fixtures.ts';

const HOSTILE = ['</script><img src=x onerror=alert(1)>"><svg onload=alert(1)>', 'javascript:alert(1)//{{7*7}}<!--'];

for (const text of HOSTILE) {
  test(`S59 the name ${text} is shown as text and runs nowhere`, async ({ page, login, server }) => {
    const { username, client } = await login({ admin: true });
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    const { status } = await client.post('/profile', { change: 'display-name', displayName: text });
    expect(status).toBe(303);
    query(
      server,
      'UPDATE "Session" SET userAgent = ? WHERE userId = (SELECT id FROM "User" WHERE username = ?)',
      text,
      username,
    );

    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(text);
    await expect(page.getByRole('textbox', { name: 'Name shown' })).toHaveValue(text);
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(text);
    await page.goto('/sessions');
    await expect(page.getByRole('table')).toContainText(text.slice(0, 10));
    for (const address of [`/admin/users?q=${username}`, `/admin/users?user=${username}`]) {
      await page.goto(address);
      await expect(page.getByText(text).first()).toBeVisible();
    }
    for (const field of ['q', 'user']) {
      await page.goto(`/login?next=${encodeURIComponent(text)}&${field}=${encodeURIComponent(text)}`);
      expect(await page.locator('input[name=next]').inputValue()).toBe(text);
    }
    await page.goto(`/admin/users?q=${encodeURIComponent(text.slice(0, 10) + username)}`);
    await expect(page.getByText('Nobody’s name contains')).toContainText(text.slice(0, 10));
    expect(dialogs).toBe(0);
    expect(await page.locator('img, svg[onload]').count()).toBe(0);
  });
}
