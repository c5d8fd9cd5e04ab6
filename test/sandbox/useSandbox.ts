import { startSandbox, type Sandbox, type SandboxSettings } from '../../sandbox/startSandbox';

export const NOON = Date.parse('2026-03-02T12:00:00.000Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Request {
	method?: string;
	/** Sent as it is when it is text, else as JSON. */
	body?: unknown;
	/** `null` sends none. */
	key?: string | null;
	headers?: Record<string, string>;
}

export interface Answer<Body> {
	status: number;
	headers: Headers;
	body: Body;
}

/** A sandbox for the tests of one file: fresh, and at noon, before each of them. */
export function useSandbox(settings: SandboxSettings = {}) {
	let sandbox: Sandbox;
	const clock = { time: NOON };

	beforeAll(async () => {
		sandbox = await startSandbox({ now: () => clock.time, ...settings });
	});
	beforeEach(() => {
		clock.time = NOON;
		sandbox.reset();
	});
	afterAll(async () => {
		await sandbox.close();
	});

	const call =
		(service: 'vambe' | 'evermuse') =>
		async <Body = Record<string, unknown>>(
			path: string,
			{ method, body, key, headers }: Request = {},
		): Promise<Answer<Body>> => {
			const { baseUrl, apiKey } = sandbox[service];
			const answer = await fetch(baseUrl + path, {
				method: method ?? (body === undefined ? 'GET' : 'POST'),
				headers: {
					...(key !== null && { 'x-api-key': key ?? apiKey }),
					...(body !== undefined && { 'content-type': 'application/json' }),
					...headers,
				},
				body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
			});
			const text = await answer.text();
			return {
				status: answer.status,
				headers: answer.headers,
				body: (text === '' ? null : JSON.parse(text)) as Body,
			};
		};

	return {
		clock,
		vambe: call('vambe'),
		evermuse: call('evermuse'),
		/** Only inside a test. */
		sandbox: () => sandbox,
	};
}
