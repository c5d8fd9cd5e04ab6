import { existsSync } from 'node:fs';
import { aptInstall } from './aptInstall.mjs';
import { step } from './step.mjs';

const CHROMIUM = '/usr/bin/chromium';

/** Installs Debian's Chromium when it is missing. Resolves with what Playwright starts it by. */
export async function ensureChromium() {
	if (!existsSync(CHROMIUM)) await step('Install Chromium', () => aptInstall(['chromium']));
	return { executablePath: CHROMIUM, args: ['--no-sandbox'] };
}
