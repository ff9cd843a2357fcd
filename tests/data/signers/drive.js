// Sends requests signed by the platform's own package for Node.
//
// Reads a list of requests from standard input, as JSON, and writes their replies' statuses and bodies.

const http = require("http");
const { Signer } = require("@volcengine/openapi");

function signed(asked) {
  const keys = {
    accessKeyId: asked.access_key,
    secretKey: asked.secret_key,
    sessionToken: asked.token,
  };
  const request = {
    region: asked.region,
    method: asked.method,
    pathname: "/",
    params: { ...asked.query },
    headers: asked.method === "GET" ? {} : { "Content-Type": "application/json" },
    body: asked.method === "GET" ? undefined : asked.body,
  };
  const signer = new Signer(request, asked.service);
  if (asked.form === "query") {
    return { query: signer.getSignUrl(keys), headers: {} };
  }
  signer.addAuthorization(keys);
  const encode = encodeURIComponent;
  const pairs = Object.entries(asked.query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return { query: pairs.join("&"), headers: request.headers };
}

function answer(asked) {
  const { query, headers } = signed(asked);
  const [hostname, port] = asked.host.split(":");
  const options = { hostname, port, path: `/?${query}`, method: asked.method, headers, timeout: 20000 };
  return new Promise((resolve, reject) => {
    const sending = http.request(options, (reply) => {
      let body = "";
      reply.setEncoding("utf8");
      reply.on("data", (piece) => (body += piece));
      reply.on("end", () => resolve({ status: reply.statusCode, body }));
    });
    sending.on("error", reject);
    sending.on("timeout", () => sending.destroy(new Error("no reply")));
    sending.end(asked.method === "GET" ? undefined : asked.body);
  });
}

async function main() {
  const asked = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const answers = [];
  for (const one of asked) answers.push(await answer(one));
  process.stdout.write(JSON.stringify(answers));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
