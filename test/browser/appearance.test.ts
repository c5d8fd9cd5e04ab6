import { makeWorkflow } from './makeWorkflow';
import { useEditor } from './useEditor';

/** Of the open form's title, from 0 to 255. A canvas knows every way to write a colour. */
const BRIGHTNESS = `(() => {
	const title = document.querySelector('[data-test-id=ndv] [data-test-id=inline-edit-preview]');
	const pen = document.createElement('canvas').getContext('2d');
	pen.fillStyle = getComputedStyle(title).color;
	pen.fillRect(0, 0, 1, 1);
	return pen.getImageData(0, 0, 1, 1).data[0];
})()`;

describe.each(['light', 'dark'] as const)('in %s mode', (colorScheme) => {
	const editor = useEditor({ colorScheme });

	it('the nodes show the icons made for it, and their forms can be read', async () => {
		const path = await makeWorkflow(
			[{ orderId: 'ORD-1' }],
			[
				{ name: 'Vambe', type: 'vambeEvent' },
				{ name: 'Evermuse', type: 'evermuseIngest' },
			],
		);
		await editor().goTo(path);
		const icons = ['Vambe', 'Evermuse'].map((name) => editor().node(name).locator('img').first());
		const files = await Promise.all(
			icons.map(async (icon) => {
				// Rejects when it is no image.
				await icon.evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
				return (await icon.getAttribute('src'))?.split('/').pop();
			}),
		);
		await editor().openForm('Vambe');
		const brightness = Number(await editor().page.evaluate(BRIGHTNESS));

		const ending = colorScheme === 'dark' ? '.dark.svg' : '.svg';
		expect(files).toEqual([`vambe${ending}`, `evermuse${ending}`]);
		expect(brightness > 128).toBe(colorScheme === 'dark');
	});
});
