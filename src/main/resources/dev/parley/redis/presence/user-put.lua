-- Adds sockets. ARGV: the status, its time (0 for now) and the metadata, as the node knows them; then the fields of the
-- sockets.
local first = #sockets() == 0
for i = 4, #ARGV do
    redis.call('HSETNX', user, ARGV[i], '[]')
end
renew(leaseOf(ARGV[4]))
local known = tonumber(ARGV[2])
local stored = tonumber(redis.call('HGET', user, 't') or 0)
if first or known > stored then
    see(ARGV[1], known > 0 and known or now(), ARGV[3])
    return answer(1)
end
return answer(0)
