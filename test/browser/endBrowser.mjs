import endN8n from '../n8n/endN8n.mjs';

export default async () => {
	await globalThis.browserUnderTest.close();
	await endN8n();
};
