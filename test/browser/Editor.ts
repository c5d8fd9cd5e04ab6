import type { Locator, Page } from 'playwright-core';

/** What a person does in n8n's editor, and what they see there. */
export class Editor {
	constructor(readonly page: Page) {}

	async goTo(path: string): Promise<void> {
		await this.page.goto(path);
	}

	at(testId: string): Locator {
		return this.page.getByTestId(testId);
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
	}

	/** Looks for a node in the node creator. Rejects when it does not come up. */
	async findNode(name: string, words: string = name): Promise<void> {
		const searchBar = this.at('node-creator-search-bar');
		if (!(await searchBar.isVisible())) await this.at('node-creator-plus-button').click();
		const found = this.at('node-creator-item-name').getByText(name, { exact: true });
		// What the words before found must not count for these.
		await searchBar.fill('');
		await found.waitFor({ state: 'hidden' });
		await searchBar.fill(words);
		await found.waitFor();
	}

	/** Chooses what the node creator shows: a node, or what it is to do. */
	async chooseNode(name: string): Promise<void> {
		await this.at('node-creator-item-name').getByText(name, { exact: true }).click();
	}

	async openForm(node: string): Promise<void> {
		await this.node(node).dblclick();
		await this.at('ndv').waitFor();
	}

	async closeForm(): Promise<void> {
		await this.at('ndv-close-button').click();
		await this.at('ndv').waitFor({ state: 'hidden' });
	}

	/** A field of the open form, or of one part of it. */
	field(name: string, part: Locator = this.at('ndv')): Locator {
		return part.getByTestId(`parameter-input-${name}`);
	}

	async write(field: Locator, text: string): Promise<void> {
		await field.locator('input, textarea').fill(text);
	}

	async press(button: string): Promise<void> {
		await this.at('ndv').getByRole('button', { name: button, exact: true }).click();
	}

	/** Takes a choice of a dropdown. Resolves with all it offers, each with what is said of it. */
	async choose(dropdown: Locator, choice: string): Promise<string[]> {
		await dropdown.click();
		const choices = this.page.locator('.el-select-dropdown__item:visible');
		await choices.first().waitFor();
		const all = await choices.allInnerTexts();
		await choices.filter({ has: this.page.getByText(choice, { exact: true }) }).click();
		await choices.first().waitFor({ state: 'hidden' });
		return all;
	}

	/** How a field with a list is to be filled in: from the list, or in another way. */
	async chooseMode(field: Locator, mode: string): Promise<void> {
		await this.choose(field.getByTestId('rlc-mode-selector'), mode);
	}

	/** Opens the live list of a field, writes `search` into it, and takes the entry that has this text. */
	async pick(field: Locator, entry: string, search?: string): Promise<void> {
		await field.getByTestId('rlc-input').click();
		if (search) await this.at('rlc-search').locator('visible=true').fill(search);
		await this.at('rlc-item').locator('visible=true').filter({ hasText: entry }).first().click();
	}

	/** Drags a field of the input onto something in the form. */
	async drag(inputField: string, target: Locator): Promise<void> {
		await target.scrollIntoViewIfNeeded();
		await this.at('run-data-schema-node-name').getByText(inputField, { exact: true }).hover();
		await this.page.mouse.down();
		// What is dragged sets out with the first movement and is over the target with the second.
		await target.hover({ force: true, position: { x: 40, y: 10 } });
		await target.hover({ force: true, position: { x: 60, y: 15 } });
		await this.page
			.locator('.activeDrop, [class*=_activeDrop_], [data-test-id=drop-area][class*=_active_]')
			.waitFor();
		await this.page.mouse.up();
		await this.at('node-parameters').getByText(`$json.${inputField} `).first().waitFor();
	}

	/** Runs the open node, and waits until it has given something out or failed. */
	async runNode(): Promise<void> {
		const outcome = this.at('node-run-status-success').or(this.at('node-run-status-danger'));
		const before = await outcome.count();
		await this.at('node-execute-button').click();
		if (before) await outcome.waitFor({ state: 'hidden' });
		await outcome.waitFor();
	}

	/** The rows of the output table, each a text for each column. */
	async table(): Promise<Array<Record<string, string>>> {
		const table = this.at('output-panel').locator('table');
		await table.waitFor();
		const columns = await table.locator('thead th').allInnerTexts();
		const rows = await table.locator('tbody tr').all();
		return await Promise.all(
			rows.map(async (row) => {
				const cells = await row.locator('td').allInnerTexts();
				return Object.fromEntries(
					columns
						.map((column, index) => [column.trim(), cells[index].trim()])
						.filter(([name]) => name),
				) as Record<string, string>;
			}),
		);
	}
}
