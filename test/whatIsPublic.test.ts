import { basename, join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { n8n, name as packageName } from '../package.json';

/*
 * A saved workflow holds names, values and versions of what is here, so none of them may change
 * within a version. When one is meant to change, `npm test -- whatIsPublic -u` writes the snapshot
 * anew, and the change is there to be read before it is committed.
 */

/** What only people read or see: it may be put better at any time. */
const FOR_PEOPLE = new Set([
	'action',
	'description',
	'displayName',
	'errorMessage',
	'hint',
	'icon',
	'multipleValueButtonText',
	'placeholder',
	'subtitle',
]);

/** Below these, every key is a name of our own. */
const IN_FULL = new Set(['default', 'displayOptions']);

function withoutWords(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutWords);
	if (typeof value !== 'object' || value === null) return value;
	// An entry of a list to choose from: its name is a label.
	if ('name' in value && 'value' in value) return value.value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => !FOR_PEOPLE.has(key))
			.map(([key, inner]) => [key, IN_FULL.has(key) ? inner : withoutWords(inner)]),
	);
}

/** What a file that is named to n8n holds, from its source. */
function load<Type>(file: string): Type {
	const source = join('..', file.replace(/^dist\/(.+)\.js$/, '$1'));
	const { [basename(file).split('.')[0]]: Loaded } = require(source);
	return new Loaded();
}

const nodes = n8n.nodes.map((file) => load<INodeType>(file).description);
const credentials = n8n.credentials.map((file) => load<ICredentialType>(file));

it('The names that a saved workflow holds stay what they are', () => {
	expect(nodes.map(({ name }) => `${packageName}.${name}`)).toEqual([
		'n8n-nodes-vambe-evermuse.evermuseBatchStatus',
		'n8n-nodes-vambe-evermuse.evermuseIngest',
		'n8n-nodes-vambe-evermuse.vambeContact',
		'n8n-nodes-vambe-evermuse.vambeEvent',
	]);
	expect(credentials.map(({ name }) => name)).toEqual(['evermuseApi', 'vambeApi']);
});

it.each(nodes)('What $displayName takes from a saved workflow stays what it is', (description) => {
	expect(withoutWords(description)).toMatchSnapshot();
});

it.each(credentials)(
	'What is saved of the credential $displayName stays what it is',
	({ properties }) => {
		expect(withoutWords(properties)).toMatchSnapshot();
	},
);
