/* Sends values to the server and gives back its answer: status and content; null where none came. */

const LONGEST = 20_000; // milliseconds
const SIGNED_OUT = 401;

/** The token of now: signing in again in another tab changes it. */
const token = () => document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/)?.[1] ?? "";

const post = async (url, values, { signal, keepalive }) => {
  const limit = AbortSignal.timeout(LONGEST);
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(values),
    headers: { Accept: "application/json", "X-CSRFToken": token() },
    redirect: "manual", // an answer never leads elsewhere, but for the page to sign in at
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
    keepalive,
  });
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  return {
    status: response.type === "opaqueredirect" ? SIGNED_OUT : response.status,
    content: isJson ? await response.json() : {},
  };
};

export const postOrNull = async (url, values, { signal = null, keepalive = false } = {}) => {
  try {
    return await post(url, values, { signal, keepalive });
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null; // no network, no answer in time
    throw error;
  }
};
