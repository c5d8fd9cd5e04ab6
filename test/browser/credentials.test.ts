import { underTest } from '../n8n/call';
import { useEditor } from './useEditor';

interface Given {
	title: string;
	apiKey: string;
	baseUrl: string;
	/** What n8n shows once the credential is saved. */
	shown: string;
}

const services = [
	{ name: 'Vambe', apiKey: 'vambe-sandbox-key', baseUrl: underTest.vambe },
	{ name: 'Evermuse', apiKey: 'em_sk_sandbox', baseUrl: underTest.evermuse },
];

const editor = useEditor();

describe.each(services)('the form of the $name API credential', ({ name, apiKey, baseUrl }) => {
	beforeAll(async () => {
		await editor().goTo('/home/credentials/create');
		await editor().at('new-credential-type-select').locator('input').fill(name);
		const types = editor().at('new-credential-type-select-option');
		await types.getByText(`${name} API`, { exact: true }).click();
		await editor().at('new-credential-type-button').click();
	});

	it.each<Given>([
		{
			title: 'says that a key is not known',
			apiKey: 'another-key',
			baseUrl,
			shown: `${name} does not know this API key`,
		},
		{
			title: 'says that a URL leads elsewhere',
			apiKey,
			baseUrl: `${baseUrl}/elsewhere`,
			shown: `There is no ${name} API at this base URL`,
		},
		{
			title: 'refuses a URL that would send the key in the clear, in words about the field',
			apiKey,
			baseUrl: 'http://api.example.com',
			shown: "'Base URL' must start with https:// so that the API key is never sent in the clear",
		},
		{ title: 'passes a good key', apiKey, baseUrl, shown: 'Connection tested successfully' },
	])('$title', async (given) => {
		const form = editor().at('editCredential-modal');
		await editor().write(editor().field('apiKey', form), given.apiKey);
		await editor().write(editor().field('baseUrl', form), given.baseUrl);
		await editor().at('credential-save-button').click();

		const details = form.getByText('More details');
		const verdict = form.getByText(given.shown, { exact: true });
		await details.or(verdict).locator('visible=true').waitFor();
		if (await details.isVisible()) await details.click();
		await verdict.waitFor();
		expect(await form.getByText('Couldn’t connect').isVisible()).toBe(
			given.title !== 'passes a good key',
		);
	});
});
