-- Types into a Dockerfile and looks at what Neovim shows of it.
local server = vim.fn.json_decode(vim.env.DOCKERLINT_SERVER)
table.insert(server, "lsp")

local function fail(what)
  io.stderr:write(what .. "\n" .. vim.inspect(vim.diagnostic.get(0)) .. "\n")
  vim.cmd("cquit 1")
end

local function codes()
  local all = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(all, diagnostic.code or diagnostic.user_data.lsp.code)
  end
  table.sort(all)
  return table.concat(all, " ")
end

local function expect(wanted, what)
  if not vim.wait(20000, function() return codes() == wanted end, 10) then
    fail(what .. ": wanted '" .. wanted .. "', got '" .. codes() .. "'")
  end
end

local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "xt", false)
end

local client = vim.lsp.start_client({ name = "dockerlint", cmd = server, root_dir = vim.fn.getcwd() })
vim.bo.filetype = "dockerfile"
vim.lsp.buf_attach_client(0, client)
expect("DK1010 DL3006", "findings appear")

local finding = vim.diagnostic.get(0, { lnum = 0 })[1]
if finding.lnum ~= 0 or finding.col ~= 5 or finding.end_col ~= 11 or finding.source ~= "dockerlint" then
  fail("a finding stands where it is")
end

type_keys("ggA:latest<Esc>")
expect("DK1010 DL3007", "findings change")
type_keys("gg0f:C:3<Esc>")
expect("DK1010", "findings vanish")

local params = { textDocument = vim.lsp.util.make_text_document_params(), range = {
  start = { line = 1, character = 5 }, ["end"] = { line = 1, character = 5 } }, context = { diagnostics = {} } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
local _, answer = next(answers or {})
local action = answer and answer.result and answer.result[1]
if not (action and action.isPreferred) then
  fail("a fix is offered")
end
vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
if vim.fn.getline(2) ~= "ENV A=b" then
  fail("a fix is applied: " .. vim.fn.getline(2))
end
expect("", "what is fixed is gone")

vim.lsp.stop_client(client)
vim.cmd("qall!")
