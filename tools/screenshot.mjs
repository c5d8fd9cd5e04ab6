import { parseArgs } from 'node:util';
import { Problem } from './Problem.mjs';
import { openBrowser } from './openBrowser.mjs';

const HELP = `A picture of a running n8n ("npm start" in another terminal):

  node tools/screenshot.mjs --out file.png --workflow "<name>"                   its canvas
  node tools/screenshot.mjs --out file.png --workflow "<name>" --node "<name>"   a node's form
  node tools/screenshot.mjs --out file.png --search "<text>"                     what n8n finds when a node is added
  node tools/screenshot.mjs --out file.png --new "<node>" [--action "<action>"]  a node just added

  --run           runs the workflow first and waits for its end
  --size 1600x1200
  --address http://127.0.0.1:5678`;

async function main() {
	const { values: options } = parseArgs({
		options: {
			help: { type: 'boolean' },
			out: { type: 'string' },
			workflow: { type: 'string' },
			node: { type: 'string' },
			search: { type: 'string' },
			new: { type: 'string' },
			action: { type: 'string' },
			run: { type: 'boolean' },
			size: { type: 'string', default: '1600x1200' },
			address: { type: 'string', default: 'http://127.0.0.1:5678' },
		},
	});
	if (options.help || !options.out) return console.log(HELP);

	const [width, height] = options.size.split('x').map(Number);
	const { page, call } = await openBrowser(options.address, { width, height });
	try {
		await (options.workflow ? showWorkflow(page, call, options) : showNewNode(page, options));
		await page.waitForLoadState('networkidle');
		await page.screenshot({ path: options.out, animations: 'disabled' });
	} finally {
		await page.context().browser().close();
	}
}

async function showWorkflow(page, call, { address, workflow, node, run }) {
	const found = (await call('GET', '/rest/workflows')).find(({ name }) => name === workflow);
	if (!found) throw new Problem(`There is no workflow named "${workflow}".`);
	await page.goto(`${address}/workflow/${found.id}`);
	await page.getByTestId('canvas-node').first().waitFor();
	if (run) {
		await page.getByTestId('execute-workflow-button').click();
		await page.locator('.el-notification').first().waitFor();
	}
	if (!node) return;
	await page.locator(`[data-test-id=canvas-node][data-node-name="${node}"]`).dblclick();
	await page.getByTestId('ndv').waitFor();
}

async function showNewNode(page, { address, search, new: node, action }) {
	await page.goto(`${address}/workflow/new`);
	await page.getByTestId('canvas-add-button').waitFor();
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill(search ?? node);
	if (!node) return;
	const item = (name) =>
		page.getByTestId('node-creator-item-name').getByText(name, { exact: true });
	await item(node).click();
	if (action) await item(action).click();
	if (action) await page.getByTestId('ndv').waitFor();
}

await main().catch((error) => {
	console.error(error instanceof Problem ? error.message : error);
	process.exitCode = 1;
});
