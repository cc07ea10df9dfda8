// Asks a Skosmos API all that cocoda-sdk can ask, and prints the answers as JSON.
// Arguments: the address of the API, a token, the id and the URI of a vocabulary, the
// URI of a concept in it.
import { cdk, addAllProviders } from "cocoda-sdk";

const [api, bearerToken, VOCID, uri, conceptUri] = process.argv.slice(2);
addAllProviders();
const scheme = { uri, VOCID };
const registry = cdk.initializeRegistry({
  uri: "urn:test:registry",
  provider: "SkosmosApi",
  api,
  schemes: [scheme],
});
registry.languages = ["fi"];
registry.has.auth = true;
registry.setAuth({ bearerToken });
registry.setRetryConfig({ count: 0 });

const concept = { uri: conceptUri, inScheme: [scheme] };
const [, words, , uris] = await registry.suggest({ search: "letk", scheme });
const answers = {
  config: registry.constructor._registryConfigForBartocApiConfig({
    url: `${api.replace("rest/v1/", "")}${VOCID}/`,
    scheme: { uri },
  }),
  schemes: await registry.getSchemes(),
  types: await registry.getTypes({ scheme }),
  top: await registry.getTop({ scheme }),
  concepts: await registry.getConcepts({ concepts: [concept] }),
  narrower: await registry.getNarrower({ concept }),
  ancestors: await registry.getAncestors({ concept }),
  search: await registry.search({ search: "letk", scheme, limit: 10 }),
  typed: await registry.search({
    search: "letk",
    scheme,
    types: ["http://www.w3.org/2004/02/skos/core#Collection"],
  }),
  suggest: { words, uris },
};
const hidden = new Set(["_registry", "_provider"]);
console.log(
  JSON.stringify(answers, (key, value) => (hidden.has(key) ? undefined : value)),
);
