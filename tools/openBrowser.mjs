import { existsSync } from 'node:fs';
import { aptInstall } from './aptInstall.mjs';
import { signIn } from './signIn.mjs';
import { step } from './step.mjs';

const CHROMIUM = '/usr/bin/chromium';

/**
 * Opens a browser (Debian's Chromium, installed when missing), signed in to the n8n at `address`.
 * Resolves with a Playwright `page`, whose `getByTestId` knows n8n's test ids and whose requests to
 * anywhere else fail, and with n8n's REST API, `call`.
 */
export async function openBrowser(address, { width = 1600, height = 1200 } = {}) {
	if (!existsSync(CHROMIUM)) await step('Install Chromium', () => aptInstall(['chromium']));
	const { chromium, selectors } = await import('playwright-core');
	selectors.setTestIdAttribute('data-test-id');
	const { cookie, call } = await signIn(address);
	const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
	const page = await browser.newPage({ viewport: { width, height } });
	await page.route(
		({ origin }) => origin !== new URL(address).origin,
		(route) => route.abort(),
	);
	const [name, value] = cookie.split('=');
	await page.context().addCookies([{ name, value, url: address }]);
	return { page, call };
}
