import { createHook } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type {
	IAuthenticate,
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';
import { NodeApiError, NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
import { listen } from '../support/listen';
import { placeNode, to } from '../support/placeNode';
import { forEachItem, post, probe, probeApi, signWithKey } from '../support/probe';
import { runListSearch } from '../support/runListSearch';
import { runNode } from '../support/runNode';
import { outputOf, runWorkflow } from '../support/runWorkflow';
import { startNode } from '../support/startNode';
import { storedFile } from '../support/storedFile';

describe('the form', () => {
	const readValue = probe(forEachItem((node, i) => ({ value: node.getNodeParameter('value', i) })));

	it('resolves an expression for each item', async () => {
		const { success } = await runNode(readValue, {
			parameters: { value: '={{ $json.order * 2 }}' },
			items: [{ order: 1 }, { order: 2 }],
		});

		expect(success.map(({ json }) => json)).toEqual([{ value: 2 }, { value: 4 }]);
	});

	it('fills in what the user left out', async () => {
		const { success } = await runNode(readValue);

		expect(success[0].json).toEqual({ value: 'the default' });
	});

	it.each([
		{ timezone: undefined, zone: 'UTC' },
		{ timezone: 'America/Santiago', zone: 'America/Santiago' },
	])('has $zone as time zone when the workflow says $timezone', async ({ timezone, zone }) => {
		const node = probe(
			forEachItem((context, i) => ({
				fromExpression: context.getNodeParameter('value', i),
				fromContext: context.getTimezone(),
			})),
		);

		const { success } = await runNode(node, {
			parameters: { value: '={{ $now.zoneName }}' },
			timezone,
		});

		expect(success[0].json).toEqual({ fromExpression: zone, fromContext: zone });
	});

	it('has no value, not even the default, for a field that is not shown', async () => {
		const readHidden = probe(
			forEachItem((node, i) => ({ hidden: node.getNodeParameter('hidden', i) })),
			{
				properties: [
					{
						displayName: 'Hidden',
						name: 'hidden',
						type: 'string',
						default: 'a default',
						displayOptions: { show: { value: ['show it'] } },
					},
				],
			},
		);

		const hidden = await runNode(readHidden, { parameters: { value: 'hide it' } });
		const shown = await runNode(readHidden, { parameters: { value: 'show it' } });

		expect(hidden.error?.message).toBe('Could not get parameter "hidden"');
		expect(shown.success[0].json).toEqual({ hidden: 'a default' });
	});

	it('stops the run before it begins when a required field is empty', async () => {
		let ran = false;
		const node = probe(
			async () => {
				ran = true;
				return [[]];
			},
			{
				properties: [
					{ displayName: 'Event', name: 'event', type: 'string', default: '', required: true },
				],
			},
		);

		await expect(runNode(node)).rejects.toMatchObject({
			name: 'WorkflowHasIssuesError',
			message: expect.stringContaining('Event'),
		});
		expect(ran).toBe(false);
	});
});

describe('the items', () => {
	it('leads a following node back to the input that an item is paired with', async () => {
		const reverse = probe(async function () {
			return [
				this.getInputData()
					.map(({ json }, item) => ({ json: { saw: json.order }, pairedItem: { item } }))
					.reverse(),
			];
		});

		const { downstream } = await runNode(reverse, { items: [{ order: 1 }, { order: 2 }] });

		expect(downstream.success).toEqual([
			{ json: { saw: 2 }, start: { order: 2 } },
			{ json: { saw: 1 }, start: { order: 1 } },
		]);
	});

	it.each([
		{
			returns: 'an item paired with two inputs',
			items: [{ json: {}, pairedItem: [{ item: 0 }, { item: 1 }] }],
			unpaired: 'Multiple matches found',
		},
		{
			returns: 'fewer items than came in, unpaired',
			items: [{ json: { n: 1 } }, { json: { n: 2 } }],
			unpaired:
				"Paired item data for item from node 'Node' is unavailable. Ensure 'Node' is providing the required output.",
		},
	])('says why a following node finds no way back from $returns', async ({ items, unpaired }) => {
		const node = probe(async () => [items]);

		const { downstream } = await runNode(node, { items: [{}, {}, {}] });

		expect(downstream.success[0]).toEqual({ json: items[0].json, unpaired });
	});

	const readFile = probe(async function () {
		const file = this.helpers.assertBinaryData(0, 'data');
		const content = file.id
			? await text(await this.helpers.getBinaryStream(file.id))
			: await this.helpers.getBinaryDataBuffer(0, 'data').then(String);
		return [[{ json: { onDisk: file.id !== undefined, fileName: file.fileName, content } }]];
	});

	it('may carry a file inside', async () => {
		const data = {
			fileName: 'records.ndjson',
			mimeType: 'application/x-ndjson',
			data: Buffer.from('{}\n').toString('base64'),
		};

		const { success } = await runNode(readFile, { items: [{ json: {}, binary: { data } }] });

		expect(success[0].json).toEqual({
			onDisk: false,
			fileName: 'records.ndjson',
			content: '{}\n',
		});
	});

	it('may carry a file on disk', async () => {
		const data = await storedFile(Buffer.from('{}\n'), {
			fileName: 'records.ndjson',
			mimeType: 'application/x-ndjson',
		});

		const { success } = await runNode(readFile, { items: [{ json: {}, binary: { data } }] });

		expect(success[0].json).toEqual({ onDisk: true, fileName: 'records.ndjson', content: '{}\n' });
	});

	it('come with the hints that the node gives the user', async () => {
		const node = probe(async function () {
			this.addExecutionHints({ message: 'Return batches', location: 'outputPane' });
			return [[]];
		});

		const { hints } = await runNode(node);

		expect(hints).toEqual([{ message: 'Return batches', location: 'outputPane' }]);
	});
});

describe('a failed item', () => {
	const failure = { error: 'Refused [item 1]', message: 'Refused', details: { code: 'REJECTED' } };
	const items = [{ order: 1 }, { order: 2 }];
	const failSecond = (json: IDataObject) =>
		probe(async () => [
			[
				{ json: { id: 'a' }, pairedItem: { item: 0 } },
				{ json, pairedItem: { item: 1 } },
			],
		]);

	it('goes to the error output, merged with its input', async () => {
		const run = await runNode(failSecond(failure), { items, onError: 'continueErrorOutput' });

		expect(run.success.map(({ json }) => json)).toEqual([{ id: 'a' }]);
		expect(run.errors.map(({ json }) => json)).toEqual([{ order: 2, ...failure }]);
		expect(run.downstream.errors).toEqual([
			{ json: { order: 2, ...failure }, start: { order: 2 } },
		]);
	});

	it('stays among the successes when its json has any other key', async () => {
		const json = { ...failure, code: 'REJECTED' };

		const run = await runNode(failSecond(json), { items, onError: 'continueErrorOutput' });

		expect(run.success.map((item) => item.json)).toEqual([{ id: 'a' }, json]);
		expect(run.errors).toEqual([]);
	});

	it('stays on the only output, as it is, with Continue', async () => {
		const run = await runNode(failSecond(failure), { items, onError: 'continueRegularOutput' });

		expect(run.success.map(({ json }) => json)).toEqual([{ id: 'a' }, failure]);
		expect(run.downstream.success[1]).toEqual({ json: failure, start: { order: 2 } });
	});
});

describe('a thrown error', () => {
	const items = [{ order: 1 }, { order: 2 }];
	const fail = probe(async function () {
		throw new NodeApiError(
			this.getNode(),
			{},
			{ message: 'Refused', description: 'Ask for access', httpCode: '403', itemIndex: 1 },
		);
	});

	it('stops the workflow and is saved as a plain object', async () => {
		const run = await runNode(fail, { items });

		expect(run.status).toBe('error');
		expect(run.error).toMatchObject({
			name: 'NodeApiError',
			message: 'Refused',
			description: 'Ask for access',
			httpCode: '403',
			context: { itemIndex: 1 },
		});
		expect(run.error).not.toBeInstanceOf(NodeApiError);
		expect(run.downstream).toEqual({ success: [], errors: [] });
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'lets all inputs go on as if done with %s',
		async (onError) => {
			const run = await runNode(fail, { items, onError });

			expect(run.status).toBe('success');
			expect(run.error).toBeUndefined();
			expect(run.runs[0].error).toMatchObject({ message: 'Refused' });
			expect(run.success.map(({ json }) => json)).toEqual(items);
			expect(run.errors).toEqual([]);
		},
	);
});

describe('Retry On Fail', () => {
	it('runs the whole node again after an error', async () => {
		const server = await listen((nth) => ({ status: nth < 3 ? 503 : 200, json: { ok: true } }));

		const run = await runNode(probe(post()), {
			credentials: [probeApi({ baseUrl: server.url })],
			retryOnFail: { maxTries: 5 },
		});

		expect(server.requests).toHaveLength(3);
		expect(run.status).toBe('success');
		expect(run.success[0].json).toEqual({ ok: true });
		expect(run.runs).toHaveLength(1);
	});

	it('gives up after the last try', async () => {
		let tries = 0;
		const node = probe(async function () {
			throw new NodeOperationError(this.getNode(), `Refused ${++tries}`);
		});

		const run = await runNode(node, { retryOnFail: { maxTries: 3 } });

		expect(tries).toBe(3);
		expect(run.error?.message).toBe('Refused 3');
	});

	it.each([
		{ order: 'a failure leads', first: 0, tries: 2 },
		{ order: 'a success leads', first: 1, tries: 1 },
	])('runs the node $tries times when $order in its output', async ({ first, tries }) => {
		let ran = 0;
		const items = [{ json: { error: 'Refused' } }, { json: { id: 'a' } }];
		const node = probe(async () => {
			ran++;
			return [[items[first], items[1 - first]]];
		});

		await runNode(node, {
			items: [{}, {}],
			onError: 'continueRegularOutput',
			retryOnFail: { maxTries: 2 },
		});

		expect(ran).toBe(tries);
	});

	it('keeps what a try put into the node context', async () => {
		const node = probe(async function () {
			const ledger = this.getContext('node');
			ledger.tries = Number(ledger.tries ?? 0) + 1;
			if (ledger.tries < 2) throw new NodeOperationError(this.getNode(), 'Refused');
			return [[{ json: { tries: ledger.tries } }]];
		});

		const { success } = await runNode(node, { retryOnFail: { maxTries: 2 } });

		expect(success[0].json).toEqual({ tries: 2 });
	});

	describe('between two tries', () => {
		beforeEach(() => {
			jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
		});
		afterEach(() => {
			jest.useRealTimers();
		});

		let tries = 0;
		const fail = probe(async function () {
			throw new NodeOperationError(this.getNode(), `Refused ${++tries}`);
		});
		beforeEach(() => {
			tries = 0;
		});

		it('does not wait when the test names no time', async () => {
			await runNode(fail, { retryOnFail: { maxTries: 2 } });

			expect(tries).toBe(2);
		});

		it.each([
			{ waitBetweenTries: 20, waits: 20 },
			{ waitBetweenTries: 0, waits: 1_000 },
		])('waits $waits ms when told $waitBetweenTries', async ({ waitBetweenTries, waits }) => {
			const running = runNode(fail, { retryOnFail: { maxTries: 2, waitBetweenTries } });

			await jest.advanceTimersByTimeAsync(waits - 1);
			expect(tries).toBe(1);
			await jest.advanceTimersByTimeAsync(1);
			expect(tries).toBe(2);
			await running;
		});
	});
});

describe('a credential', () => {
	it.each<{ form: string; path: string; authenticate: IAuthenticate }>([
		{ form: 'a function', path: '/', authenticate: signWithKey },
		{
			form: 'generic',
			path: '/?source=n8n',
			authenticate: {
				type: 'generic',
				properties: {
					headers: { 'x-api-key': '={{ $credentials.apiKey }}' },
					qs: { source: 'n8n' },
				},
			},
		},
	])('signs a request when its authenticate is $form', async ({ path, authenticate }) => {
		const server = await listen(() => ({ json: {} }));

		await runNode(probe(post()), {
			credentials: [probeApi({ apiKey: 'a-key', baseUrl: server.url }, authenticate)],
		});

		expect(server.requests).toEqual([{ path, key: 'a-key', body: '{"order":1}' }]);
	});

	const readCredential = probe(async function () {
		return [[{ json: await this.getCredentials('probeApi') }]];
	});

	it('has defaults', async () => {
		const { success } = await runNode(readCredential, { credentials: [probeApi({})] });

		expect(success[0].json).toEqual({ apiKey: '', baseUrl: 'https://api.example.com' });
	});

	it('sees the first item in an expression, unless asked for another', async () => {
		const node = probe(async function () {
			return [
				[
					{ json: await this.getCredentials('probeApi') },
					{ json: await this.getCredentials('probeApi', 1) },
				],
			];
		});

		const { success } = await runNode(node, {
			items: [{ tenant: 'a' }, { tenant: 'b' }],
			credentials: [probeApi({ apiKey: '={{ $json.tenant }}' })],
		});

		expect(success.map(({ json }) => json.apiKey)).toEqual(['a', 'b']);
	});

	it('is missed by a node that needs one', async () => {
		const { error } = await runNode(readCredential);

		expect(error?.message).toBe('Node does not have any credentials set for "probeApi"');
	});

	it.each([
		{ ignoreHttpStatusErrors: false, sent: 2 },
		{ ignoreHttpStatusErrors: true, sent: 1 },
	])(
		'makes n8n send a request $sent times that is answered 401, with ignoreHttpStatusErrors $ignoreHttpStatusErrors',
		async ({ ignoreHttpStatusErrors, sent }) => {
			const server = await listen(() => ({ status: 401, json: {} }));

			await runNode(probe(post({ ignoreHttpStatusErrors })), {
				credentials: [probeApi({ baseUrl: server.url })],
			});

			expect(server.requests).toHaveLength(sent);
		},
	);
});

describe('the Stop button', () => {
	it('ends a request that hangs, and what follows does not run', async () => {
		const stop = new AbortController();
		const server = await listen(() => {
			stop.abort();
			return undefined;
		});

		const run = await runNode(probe(post()), {
			stop: stop.signal,
			credentials: [probeApi({ baseUrl: server.url })],
			onError: 'continueRegularOutput',
		});

		await server.close();
		expect(server.requests).toHaveLength(1);
		expect(run.status).toBe('canceled');
		expect(run.runs[0].error).toMatchObject({ message: 'canceled', httpCode: 'ERR_CANCELED' });
		expect(run.downstream.success).toEqual([]);
	});

	it('does not keep Retry On Fail from running the node again, but nothing more is sent', async () => {
		const stop = new AbortController();
		const server = await listen(() => {
			stop.abort();
			return undefined;
		});
		let tries = 0;
		const node = probe(async function () {
			tries++;
			return await post().call(this);
		});

		const run = await runNode(node, {
			stop: stop.signal,
			credentials: [probeApi({ baseUrl: server.url })],
			retryOnFail: { maxTries: 3 },
		});

		expect(tries).toBe(3);
		expect(server.requests).toHaveLength(1);
		expect(run.status).toBe('canceled');
	});

	it.each([
		{
			does: 'returns',
			execute: async () => [[{ json: { done: true } }]],
			error: 'The execution was cancelled manually',
		},
		{
			does: 'throws',
			execute: async () => {
				throw new Error('Not sent any more');
			},
			error: 'Not sent any more',
		},
	])('makes the run a cancelled one when the node then $does', async ({ execute, error }) => {
		const stop = new AbortController();
		const node = probe(async function () {
			stop.abort();
			return await execute();
		});

		const run = await runNode(node, { stop: stop.signal });

		expect(run.status).toBe('canceled');
		expect(run.error?.message).toBe(error);
		expect(run.downstream.success).toEqual([]);
	});
});

describe('a list search', () => {
	const withList = (
		find: (
			this: ILoadOptionsFunctions,
			filter?: string,
			token?: string,
		) => Promise<INodeListSearchResult>,
	) => probe(async () => [[]], { methods: { listSearch: { find } } });

	it('gets what the user typed and the token of the page before', async () => {
		const list = withList(async (filter, token) => ({
			results: [{ name: `${filter} from ${token}`, value: 'a' }],
			paginationToken: 'page 3',
		}));

		const found = await runListSearch(list, 'find', { filter: 'ana', paginationToken: 'page 2' });

		expect(found).toEqual({
			results: [{ name: 'ana from page 2', value: 'a' }],
			paginationToken: 'page 3',
		});
	});

	it('sees the form so far and can send signed requests', async () => {
		const server = await listen(() => ({ json: [{ id: 'a' }] }));
		const list = withList(async function () {
			const contacts: Array<{ id: string }> = await this.helpers.httpRequestWithAuthentication.call(
				this,
				'probeApi',
				{
					url: `${server.url}/contacts`,
				},
			);
			const name = String(this.getCurrentNodeParameter('value'));
			return { results: contacts.map(({ id }) => ({ name, value: id })) };
		});

		const found = await runListSearch(list, 'find', {
			credentials: [probeApi({ apiKey: 'a-key' })],
		});

		expect(found.results).toEqual([{ name: 'the default', value: 'a' }]);
		expect(server.requests).toEqual([{ path: '/contacts', key: 'a-key', body: '' }]);
	});

	it('fails when the service does', async () => {
		const list = withList(async function () {
			return await this.helpers.httpRequestWithAuthentication.call(this, 'probeApi', {
				url: 'http://127.0.0.1:1',
			});
		});

		await expect(
			runListSearch(list, 'find', { credentials: [probeApi({})] }),
		).rejects.toMatchObject({ name: 'NodeApiError', httpCode: 'ECONNREFUSED' });
	});
});

describe('a workflow of several nodes', () => {
	it('runs a node once for each round of a loop', async () => {
		const loop = probe(async function () {
			const context = this.getContext('node');
			context.rounds = Number(context.rounds ?? 0) + 1;
			const items = this.getInputData();
			return context.rounds > 3 ? [items, []] : [[], items];
		});
		loop.description = {
			...loop.description,
			name: 'loop',
			outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		};
		const addOne = probe(forEachItem((node, i) => ({ n: node.getNodeParameter('value', i) })));

		const nodes = [
			placeNode('Start', startNode),
			placeNode('Loop', loop),
			placeNode('Add One', addOne, { parameters: { value: '={{ $json.n + 1 }}' } }),
		];
		const before = structuredClone(nodes);

		const run = await runWorkflow({
			nodes,
			connections: {
				Start: { main: [[to('Loop')]] },
				Loop: { main: [[], [to('Add One')]] },
				'Add One': { main: [[to('Loop')]] },
			},
			nodeTypes: { start: startNode, loop, probe: addOne },
			items: [{ json: { n: 0 } }],
		});

		expect(run.status).toBe('success');
		expect(run.data.resultData.runData['Add One']).toHaveLength(3);
		expect(outputOf(run, 'Add One').map(({ json }) => json)).toEqual([
			{ n: 1 },
			{ n: 2 },
			{ n: 3 },
		]);
		expect(outputOf(run, 'Loop', 0).map(({ json }) => json)).toEqual([{ n: 3 }]);
		expect(nodes).toEqual(before);
	});

	it('does not start with a node of an unknown type in its way, but may have one aside', async () => {
		const nodes = [
			placeNode('Start', startNode),
			{ ...placeNode('Note', startNode), type: 'n8n-nodes-base.stickyNote' },
		];
		const nodeTypes = { start: startNode };

		const aside = await runWorkflow({ nodes, connections: {}, nodeTypes });

		expect(aside.status).toBe('success');
		await expect(
			runWorkflow({ nodes, connections: { Start: { main: [[to('Note')]] } }, nodeTypes }),
		).rejects.toThrow('Node Type "n8n-nodes-base.stickyNote" is not known.');
	});
});

describe('the surroundings', () => {
	it('are left without a socket or a timer, so that jest ends by itself', async () => {
		const open = (kind: string) =>
			process.getActiveResourcesInfo().filter((name) => name.startsWith(kind)).length;
		// Those of this run alone: one of somebody else's may end meanwhile.
		const timers = new Map<number, NodeJS.Timeout>();
		const watch = createHook({
			init: (id, type, _trigger, timer) =>
				type === 'Timeout' && timers.set(id, timer as NodeJS.Timeout),
			destroy: (id) => timers.delete(id),
		}).enable();
		const stop = new AbortController();
		const server = await listen((nth) => {
			if (nth < 3) return { status: 503, json: {} };
			stop.abort();
			return undefined;
		});

		await runNode(probe(post()), {
			credentials: [probeApi({ baseUrl: server.url })],
			retryOnFail: { maxTries: 3, waitBetweenTries: 1 },
			stop: stop.signal,
		});
		await server.close();

		// A socket takes some turns of the event loop to go.
		for (let turn = 0; turn < 100 && open('TCP') > 0; turn++) await new Promise(setImmediate);
		expect(server.requests).toHaveLength(3);
		expect(open('TCP')).toBe(0);
		watch.disable();
		expect([...timers.values()].filter((timer) => timer.hasRef())).toEqual([]);
	});

	it('keep n8n out of the home folder', async () => {
		await runNode(probe(async () => [[]]));

		const folder = String(process.env.N8N_USER_FOLDER);
		expect(folder.startsWith(tmpdir())).toBe(true);
		expect(existsSync(join(folder, '.n8n', 'config'))).toBe(true);
	});
});
