-- Sockets have come. ARGV: the status, its time (0 for now) and metadata that the node knows of; then the sockets' fields.
local first = #sockets() == 0
for i = 4, #ARGV do
    redis.call('HSETNX', user, ARGV[i], '[]')
end
local known = tonumber(ARGV[2])
local stored = tonumber(redis.call('HGET', user, 't') or 0)
if first or known > stored then
    see(ARGV[1], known > 0 and known or now(), ARGV[3])
    return answer(1)
end
return answer(0)
