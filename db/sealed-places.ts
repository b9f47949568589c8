// What each sealed column is sealed for: a text that is copied to another row does not open there. None of them holds the
// person, so that rows stay readable when two people become one.

export const installationPlace = (row: { readonly enterpriseId: string; readonly teamId: string }) =>
  `slack_installations/${row.enterpriseId}/${row.teamId}`;

export const connectionPlace = (row: { readonly provider: string; readonly externalId: string }) =>
  `connections/${row.provider}/${row.externalId}`;

export const linkAttemptPlace = (row: { readonly id: string }) => `link_attempts/${row.id}`;
