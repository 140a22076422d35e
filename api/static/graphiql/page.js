// Opens GraphiQL on this server. A query in the address (?q=...) is shown first; edits are written back there, so that a page can be shared.
"use strict";

const FIRST_QUERY = `# The sites of a company and what each is turned into, with the sentence that says so.
# Ctrl-Enter runs the query, Ctrl-Space completes; the book at the left opens the documentation.
{
  company(name: "Bitfarms") {
    name
    sites {
      name
      convertsTo {
        status
        activity { name }
        hardware { name }
        evidence { factuality quote article { title published url } }
      }
    }
  }
}
`;

const address = new URL(window.location.href);

function remember(name, text) {
  if (text) {
    address.searchParams.set(name, text);
  } else {
    address.searchParams.delete(name);
  }
  window.history.replaceState(null, "", address);
}

const plugins = [GraphiQLPluginExplorer.explorerPlugin()];
const fetcher = GraphiQL.createFetcher({ url: address.origin + address.pathname });

function Page() {
  const [query, setQuery] = React.useState(address.searchParams.get("q") || FIRST_QUERY);
  return React.createElement(GraphiQL, {
    fetcher,
    plugins,
    query,
    variables: address.searchParams.get("variables") || undefined,
    defaultEditorToolsVisibility: false,
    onEditQuery: (text) => {
      setQuery(text);
      remember("q", text);
    },
    onEditVariables: (text) => remember("variables", text),
  });
}

ReactDOM.createRoot(document.getElementById("graphiql")).render(React.createElement(Page));
