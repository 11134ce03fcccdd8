/** Length of the longest telephone number that rules rewrite, characters; longer texts are kept. */
export const longestNumber = 40;
