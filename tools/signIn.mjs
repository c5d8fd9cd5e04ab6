import { owner } from './startN8n.mjs';

/**
 * Signs in to a running n8n as its owner.
 * Resolves with the cookie and with `call(method, path, body)`, which answers the `data` of n8n's REST API.
 */
export async function signIn(address) {
	const answer = await request('POST', `${address}/rest/login`, {
		emailOrLdapLoginId: owner.email,
		password: owner.password,
	});
	const cookie = answer.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	const call = async (method, path, body) => {
		const { data } = await (await request(method, address + path, body, cookie)).json();
		return data;
	};
	return { cookie, call };
}

async function request(method, url, body, cookie = '') {
	const answer = await fetch(url, {
		method,
		headers: { 'content-type': 'application/json', cookie },
		body: body && JSON.stringify(body),
	});
	if (answer.ok) return answer;
	throw new Error(`${method} ${url} answered ${answer.status}: ${await answer.text()}`);
}
