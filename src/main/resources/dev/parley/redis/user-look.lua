-- How the user is seen just now.
return answer(0)
