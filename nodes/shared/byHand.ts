/** What a form takes in place of a choice from a list, in the editor's words. */
export const BY_ID = "Or choose 'By ID' and give it by hand.";
