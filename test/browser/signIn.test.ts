import { browserUnderTest, useEditor } from './useEditor';

const editor = useEditor({ signedIn: false });

it('A person signs in and finds the examples', async () => {
	await editor().goTo('/home/workflows');
	await editor().page.locator('input[name=emailOrLdapLoginId]').fill(browserUnderTest.owner.email);
	await editor().page.locator('input[name=password]').fill(browserUnderTest.owner.password);
	await editor().at('form-submit-button').click();

	await editor().page.getByText('Shop order to Vambe event').first().waitFor();
	expect(new URL(editor().page.url()).pathname).toBe('/home/workflows');
});
