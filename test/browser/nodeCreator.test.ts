import { useEditor } from './useEditor';

/** In English, Spanish and Portuguese: what people of Latin America may type. */
const WORDS: Record<string, string[]> = {
	'Vambe Event': [
		...['purchase', 'order', 'abandoned cart', 'checkout', 'track', 'event', 'whatsapp'],
		...['evento', 'venta', 'compra', 'pedido', 'carrito'],
		...['venda', 'carrinho'],
	],
	'Vambe Contact': [
		...['contact', 'customer', 'lead', 'crm', 'chat', 'phone', 'whatsapp'],
		...['contacto', 'cliente', 'mensaje', 'conversación', 'teléfono', 'telefono'],
		...['contato', 'mensagem', 'conversa'],
	],
	'Evermuse Ingest': [
		...['ingest', 'records', 'bulk', 'feedback', 'upload', 'insights', 'transcript'],
		...['registro', 'lote', 'conversacion', 'archivo', 'encuesta', 'arquivo'],
	],
	'Evermuse Batch Status': [
		...['batch', 'status', 'progress', 'wait'],
		...['lote', 'estado', 'progreso'],
	],
};

const ACTIONS: Record<string, string> = {
	'Vambe Event': 'Send event',
	'Vambe Contact': 'Search contacts',
	'Evermuse Ingest': 'Submit records',
	'Evermuse Batch Status': 'Wait until batch is finished',
};

const editor = useEditor();

beforeAll(async () => {
	await editor().goTo('/workflow/new');
	await editor().at('canvas-add-button').waitFor();
});

describe.each(Object.keys(WORDS))('%s', (name) => {
	it.each(WORDS[name])('is found by the word "%s"', async (words) => {
		await expect(editor().findNode(name, words)).resolves.toBeUndefined();
	});

	it('is added by what it is to do, and its form opens with a credential chosen', async () => {
		await editor().findNode(name);
		await editor().chooseNode(name);
		await editor().chooseNode(ACTIONS[name]);

		await editor().at('ndv').waitFor();
		const title = await editor().at('node-title-container').innerText();
		const credential = editor().at('node-credentials-select').locator('input');
		const chosen = await credential.inputValue();
		await editor().closeForm();
		expect({ title, chosen }).toEqual({
			title: expect.stringContaining(name),
			chosen: expect.stringMatching(/^(Vambe|Evermuse) /),
		});
	});
});
