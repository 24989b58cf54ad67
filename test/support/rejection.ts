/** What the promise was rejected with. Fails the test when it was not rejected at all. */
export async function rejection<Failure extends Error>(
  promise: Promise<unknown>,
): Promise<Failure> {
  const outcome = await promise.then(
    () => null,
    (error: unknown) => error as Failure,
  );
  if (outcome === null) throw new Error("the promise was fulfilled; a rejection was expected");
  return outcome;
}
