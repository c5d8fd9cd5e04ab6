import { type Browser, chromium, type Page, selectors } from 'playwright-core';
import { underTest } from '../n8n/call';
import { Editor } from './Editor';

/** What `startBrowser.mjs` brought up besides n8n, and who may sign in to that. */
export const browserUnderTest: {
	wsEndpoint: string;
	owner: { email: string; password: string };
} = JSON.parse(process.env.BROWSER_UNDER_TEST ?? '{}');

/** On a machine that does much else besides. */
const SLOWEST_TEST_MS = 240_000;
const SLOWEST_STEP_MS = 60_000;

interface Setting {
	/** As the owner, unless the test is about signing in. */
	signedIn?: boolean;
	colorScheme?: 'dark' | 'light';
}

/**
 * n8n's editor in a window of the browser that `startBrowser.mjs` brought up, for the tests of one
 * file. Each of them also fails when something goes wrong that only the browser's console tells.
 */
export function useEditor({ signedIn = true, colorScheme = 'light' }: Setting = {}) {
	const complaints: string[] = [];
	let browser: Browser;
	let editor: Editor;

	jest.setTimeout(SLOWEST_TEST_MS);
	beforeAll(async () => {
		selectors.setTestIdAttribute('data-test-id');
		browser = await chromium.connect(browserUnderTest.wsEndpoint);
		const context = await browser.newContext({
			baseURL: underTest.address,
			colorScheme,
			viewport: { width: 1400, height: 1200 },
		});
		context.setDefaultTimeout(SLOWEST_STEP_MS);
		await context.route(
			({ origin }) => origin !== underTest.address,
			(route) => route.abort(),
		);
		const [name, value] = underTest.cookie.split('=');
		if (signedIn) await context.addCookies([{ name, value, url: underTest.address }]);
		const page = await context.newPage();
		listen(page, complaints);
		editor = new Editor(page);
	});
	afterEach(() => {
		expect(complaints.splice(0)).toEqual([]);
	});
	afterAll(async () => {
		await browser.close();
	});

	/** Only inside a test. */
	return () => editor;
}

/** What n8n asks for in vain by itself: the package at npm, and who has signed in before anybody has. */
const ASKED_IN_VAIN = /\/rest\/login$/;

function listen(page: Page, complaints: string[]): void {
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (said) => {
		const { url } = said.location();
		const isElsewhere = url !== '' && !url.startsWith(underTest.address);
		if (said.type() !== 'error' || isElsewhere || ASKED_IN_VAIN.test(url)) return;
		complaints.push(`${said.text()} (${url})`);
	});
}
