-- Changes the status and the metadata of the user. ARGV: the field of the socket that asks for this; the status; the
-- metadata.
if redis.call('HEXISTS', user, ARGV[1]) == 0 then
    return answer(0)
end
see(ARGV[2], math.max(now(), tonumber(redis.call('HGET', user, 't') or 0)), ARGV[3])
return answer(1)
