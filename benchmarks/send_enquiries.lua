-- For wrk: every request is an enquiry of its own, as a browser's form sends it.
local threads = 0

function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end

function init(args)
  sent = 0
  run = args[1] or "0"
  headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
end

function request()
  sent = sent + 1
  local who = "r" .. run .. "t" .. id .. "n" .. sent
  local body = "name=Ada+Example+" .. who .. "&email=" .. who .. "%40acme.example&company=Acme"
    .. "&message=We+run+forty+bakeries+near+Ghent+and+need+an+offer+for+ovens+by+May%2C+" .. who
    .. "&_second_message="
  return wrk.format("POST", nil, headers, body)
end
