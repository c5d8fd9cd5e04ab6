/** What `startN8n.mjs` brought up. */
export interface UnderTest {
	address: string;
	cookie: string;
	/** Where n8n keeps everything, and what it logged. */
	userFolder: string;
	n8nLog: string;
	/** Where the local services listen. */
	vambe: string;
	evermuse: string;
	/** The examples as imported. */
	workflows: Array<{ file: string; name: string; id: string }>;
}

export const underTest: UnderTest = JSON.parse(process.env.N8N_UNDER_TEST ?? '{}');

/** Calls n8n's REST API as the editor does; resolves with the answer's `data`. */
export async function call<Data>(method: string, path: string, body?: unknown): Promise<Data> {
	const answer = await fetch(`${underTest.address}/rest/${path}`, {
		method,
		headers: {
			'content-type': 'application/json',
			cookie: underTest.cookie,
			// A connection that is kept may be closed by a busy n8n just when the next call uses it.
			connection: 'close',
			// n8n runs a workflow by hand only for an editor that could listen.
			'push-ref': 'test',
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
	return JSON.parse(text).data;
}
