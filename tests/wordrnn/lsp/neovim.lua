-- Asks a language server for the word at the end of the first line, by what Neovim itself brings; prints the answers.
local id = vim.lsp.start_client({ name = "wordrnn", cmd = { os.getenv("PYTHON"), "-m", "wordrnn", "lsp" } })
vim.lsp.buf_attach_client(0, id)
vim.wait(20000, function()
  local client = vim.lsp.get_client_by_id(id)
  return client ~= nil and client.initialized == true
end, 50)
local line = vim.api.nvim_buf_get_lines(0, 0, 1, true)[1]
local place = {
  textDocument = { uri = vim.uri_from_bufnr(0) },
  position = { line = 0, character = vim.str_utfindex and select(2, vim.str_utfindex(line)) or #line },
}
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 20000) or {}) do
    for _, item in ipairs((answer.result or {}).items or {}) do
      io.stdout:write(method, "\t", item.label or item.insertText, "\t", item.detail or "", "\n")
    end
  end
end
ask("textDocument/completion", place)
ask("textDocument/inlineCompletion", vim.tbl_extend("force", place, { context = { triggerKind = 1 } }))
vim.cmd("qa!")
