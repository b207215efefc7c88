-- Stores the rooms of sockets. ARGV: alternately fields and their rooms. A socket that is gone is not stored again.
for i = 1, #ARGV, 2 do
    if redis.call('HEXISTS', user, ARGV[i]) == 1 then
        redis.call('HSET', user, ARGV[i], ARGV[i + 1])
    end
end
return answer(0)
