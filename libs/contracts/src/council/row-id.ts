/** The id of a row as it stands in a path: any UUID, so that one that names nothing is not found rather than invalid. */
export const ROW_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
